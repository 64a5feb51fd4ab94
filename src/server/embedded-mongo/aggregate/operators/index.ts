import { ARITHMETIC } from './arithmetic.ts';
import { ARRAYS } from './arrays.ts';
import type { Builders } from './build.ts';
import { CONTROL } from './control.ts';
import { DATES } from './dates.ts';
import { STRINGS } from './strings.ts';
import { TYPES } from './types.ts';

/** The expression operators the engine knows. */
export const OPERATORS: Readonly<Builders> = { ...CONTROL, ...ARITHMETIC, ...ARRAYS, ...STRINGS, ...TYPES, ...DATES };
