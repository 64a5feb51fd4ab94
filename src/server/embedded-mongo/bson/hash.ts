import { RANK, rankOf } from './compare.ts';
import { keyOf } from './keys.ts';
import { toNumber } from './numbers.ts';

/** A string equal for equal values (over number types, too): whole numbers in short, all else by their index key. */
export function hashOf(value: unknown): string {
  if (typeof value === 'string') return `s${value}`;
  const number = typeof value === 'number' ? value : rankOf(value) === RANK.number ? toNumber(value) : undefined;
  return Number.isSafeInteger(number) ? `n${number}` : `k${keyOf(value).toString('latin1')}`;
}
