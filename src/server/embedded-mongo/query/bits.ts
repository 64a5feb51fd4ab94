import { Binary } from 'bson';
import { isNumber, toBigInt, toNumber } from '../bson/numbers.ts';
import { MongoError } from '../errors.ts';

/** The test of `$bitsAllSet` and its kin; a mask is a number, a binary or a list of bit positions. */
export function bitTest(operator: string, operand: unknown): (value: unknown) => boolean {
  const mask = maskOf(operator, operand);
  return (value) => {
    const bits = bitsOf(value);
    if (bits === undefined) return false;
    const set = bits & mask;
    if (operator === '$bitsAllSet') return set === mask;
    if (operator === '$bitsAllClear') return set === 0n;
    return operator === '$bitsAnySet' ? set !== 0n : set !== mask;
  };
}

function maskOf(operator: string, operand: unknown): bigint {
  if (Array.isArray(operand)) {
    return (operand as unknown[]).reduce<bigint>((mask, position) => {
      const bit = toNumber(position);
      if (bit === undefined || !Number.isInteger(bit) || bit < 0) {
        throw new MongoError('BadValue', `${operator} bit positions must be non-negative integers`);
      }
      return mask | (1n << BigInt(bit));
    }, 0n);
  }
  const bits = bitsOf(operand);
  if (bits === undefined || (isNumber(operand) && (toNumber(operand) as number) < 0)) {
    throw new MongoError('BadValue', `${operator} takes an Array, a non-negative number or BinData`);
  }
  return bits;
}

function bitsOf(value: unknown): bigint | undefined {
  if (value instanceof Binary) {
    const bytes = value.buffer.subarray(0, value.position);
    return bytes.reduceRight<bigint>((bits, item) => (bits << 8n) | BigInt(item), 0n);
  }
  const number = toNumber(value);
  if (number === undefined || !Number.isInteger(number) || !isNumber(value)) return undefined;
  if (Math.abs(number) > 2 ** 63) return undefined;
  // Negative numbers extend their sign to any position a mask may name.
  return toBigInt(value);
}
