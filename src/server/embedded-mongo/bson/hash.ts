import { RANK, rankOf } from './compare.ts';
import { keyOf } from './keys.ts';
import { toNumber } from './numbers.ts';

/** A string equal for equal values (over number types, too). */
export function hashOf(value: unknown): string {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number') return value === 0 ? 'n0' : `n${value}`;
  const number = rankOf(value) === RANK.number ? toNumber(value) : undefined;
  if (number !== undefined && Number.isSafeInteger(number)) return number === 0 ? 'n0' : `n${number}`;
  return `k${keyOf(value).toString('latin1')}`;
}
