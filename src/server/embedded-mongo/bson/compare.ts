import type { Binary, BSONRegExp, BSONSymbol, Code, ObjectId, Timestamp } from 'bson';
import { compareNumbers, isNumber } from './numbers.ts';
import { bsonClass, type Doc } from './values.ts';

/** Ranks of BSON types in MongoDB's order (docs: "Comparison/Sort Order"); also the first byte of an index key. */
export const RANK = {
  minKey: 1,
  undefined: 2,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  codeWithScope: 65,
  maxKey: 127,
} as const;

/** The rank of a value's type. A missing field ranks as null where MongoDB treats it so; here undefined is its own. */
export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return RANK.number;
    case 'string':
      return RANK.string;
    case 'boolean':
      return RANK.boolean;
    case 'undefined':
      return RANK.undefined;
    default:
      break;
  }
  if (value === null) return RANK.null;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof Date) return RANK.date;
  switch (bsonClass(value)) {
    case '':
    case 'DBRef':
      return RANK.object;
    case 'ObjectId':
      return RANK.objectId;
    case 'Binary':
    case 'UUID':
      return RANK.binary;
    case 'Timestamp':
      return RANK.timestamp;
    case 'BSONRegExp':
      return RANK.regex;
    case 'BSONSymbol':
      return RANK.string;
    case 'Code':
      return (value as Code).scope ? RANK.codeWithScope : RANK.code;
    case 'MinKey':
      return RANK.minKey;
    case 'MaxKey':
      return RANK.maxKey;
    default:
      return RANK.number;
  }
}

/** Order of strings by their UTF-8 bytes, which differs from UTF-16's for surrogates. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    if (x >= 0xd800 && y >= 0xd800) {
      // Lift surrogates (code points above U+FFFF) over U+E000–U+FFFF.
      x += x < 0xe000 ? 0x2000 : -0x800;
      y += y < 0xe000 ? 0x2000 : -0x800;
    }
    return x - y;
  }
  return a.length - b.length;
}

/** A comparison of two strings in place of the byte order (a collation's). */
export type StringOrder = (a: string, b: string) => number;

/** MongoDB's total order over all BSON values. */
export function compare(a: unknown, b: unknown, strings: StringOrder = compareStrings): number {
  if (typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a) && !Number.isNaN(b)) return a - b || 0;
  if (typeof a === 'string' && typeof b === 'string') return strings(a, b);
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  if (difference !== 0) return difference;
  switch (rank) {
    case RANK.number:
      return isNumber(a) && isNumber(b) ? compareNumbers(a, b) : 0;
    case RANK.string:
      return strings(textOf(a), textOf(b));
    case RANK.object:
      return compareDocs(a as Doc, b as Doc, strings);
    case RANK.array:
      return compareArrays(a as unknown[], b as unknown[], strings);
    case RANK.binary:
      return compareBinaries(a as Binary, b as Binary);
    case RANK.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case RANK.boolean:
      return Number(a) - Number(b);
    case RANK.date:
      return (a as Date).getTime() - (b as Date).getTime();
    case RANK.timestamp:
      return compareTimestamps(a as Timestamp, b as Timestamp);
    case RANK.regex: {
      const [p, q] = [a as BSONRegExp, b as BSONRegExp];
      return compareStrings(p.pattern, q.pattern) || compareStrings(p.options, q.options);
    }
    case RANK.code:
    case RANK.codeWithScope:
      return compareStrings((a as Code).code, (b as Code).code);
    default:
      return 0;
  }
}

/** Equality of two present values; a missing one (undefined) equals only undefined. */
export function equal(a: unknown, b: unknown, strings?: StringOrder): boolean {
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string' && !strings) return false;
  return compare(a, b, strings) === 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (value as BSONSymbol).value;
}

function compareDocs(a: Doc, b: Doc, strings: StringOrder): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const p = left[i] as string;
    const q = right[i] as string;
    const result = rankOf(a[p]) - rankOf(b[q]) || compareStrings(p, q) || compare(a[p], b[q], strings);
    if (result !== 0) return result;
  }
  return left.length - right.length;
}

function compareArrays(a: unknown[], b: unknown[], strings: StringOrder): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const result = compare(a[i], b[i], strings);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

function compareBinaries(a: Binary, b: Binary): number {
  const x = a.buffer.subarray(0, a.position);
  const y = b.buffer.subarray(0, b.position);
  return x.length - y.length || a.sub_type - b.sub_type || Buffer.compare(x, y);
}

function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return a.t - b.t || a.i - b.i;
}
