import {
  type Binary,
  type BSONRegExp,
  type BSONSymbol,
  type Code,
  Decimal128,
  Long,
  type ObjectId,
  type Timestamp,
} from 'bson';
import { RANK, rankOf } from './compare.ts';
import { align, exact, exactOfDouble, type Num, toNumber } from './numbers.ts';
import type { Doc } from './values.ts';

/**
 * Index keys: bytes whose order by memcmp is MongoDB's order of the values, and of which none is a prefix of another's,
 * so that keys of several fields can simply be joined and every value with a given prefix is one range.
 */

let buf = Buffer.allocUnsafe(4096);
let pos = 0;

function room(count: number): void {
  if (pos + count <= buf.length) return;
  const larger = Buffer.allocUnsafe(Math.max(buf.length * 2, pos + count));
  buf.copy(larger, 0, 0, pos);
  buf = larger;
}

function byte(value: number): void {
  room(1);
  buf[pos++] = value;
}

/** The key of one value; with `descending` its bytes are inverted. */
export function keyOf(value: unknown, descending = false): Buffer {
  pos = 0;
  write(value, descending);
  return written();
}

/** The key of several values joined, each in its own direction (1 or -1). */
export function joinedKey(values: readonly unknown[], directions: readonly number[]): Buffer {
  pos = 0;
  for (let i = 0; i < values.length; i++) write(values[i], (directions[i] as number) < 0);
  return written();
}

function written(): Buffer {
  const key = Buffer.allocUnsafe(pos);
  buf.copy(key, 0, 0, pos);
  return key;
}

/** The least byte string greater than every key that starts with `prefix`. */
export function after(prefix: Uint8Array): Buffer {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end--;
  const next = Buffer.from(prefix.subarray(0, end));
  if (end > 0) next[end - 1] = (next[end - 1] as number) + 1;
  return end === 0 ? Buffer.from([0xff, 0xff]) : next;
}

/** Each bit flipped: turns the ascending key of a value into its descending one. */
export function inverted(key: Uint8Array): Buffer {
  const result = Buffer.from(key);
  for (let i = 0; i < result.length; i++) result[i] = (result[i] as number) ^ 0xff;
  return result;
}

function write(value: unknown, descending: boolean): void {
  const start = pos;
  writeValue(value);
  if (descending) for (let i = start; i < pos; i++) buf[i] = (buf[i] as number) ^ 0xff;
}

function writeValue(value: unknown): void {
  const rank = rankOf(value);
  byte(rank);
  writeContent(rank, value);
}

function writeContent(rank: number, value: unknown): void {
  switch (rank) {
    case RANK.number:
      return writeNumber(value as Num);
    case RANK.string:
      return writeString(typeof value === 'string' ? value : (value as BSONSymbol).value);
    case RANK.object:
      for (const key of Object.keys(value as Doc)) {
        const field = (value as Doc)[key];
        const type = rankOf(field);
        byte(type);
        writeString(key);
        writeContent(type, field);
      }
      return byte(0);
    case RANK.array:
      for (const item of value as unknown[]) writeValue(item);
      return byte(0);
    case RANK.binary:
      return writeBinary(value as Binary);
    case RANK.objectId:
      room(12);
      buf.set((value as ObjectId).id, pos);
      pos += 12;
      return;
    case RANK.boolean:
      return byte(value ? 1 : 0);
    case RANK.date:
      return writeDate((value as Date).getTime());
    case RANK.timestamp:
      room(8);
      buf.writeUInt32BE((value as Timestamp).t, pos);
      buf.writeUInt32BE((value as Timestamp).i, pos + 4);
      pos += 8;
      return;
    case RANK.regex:
      writeString((value as BSONRegExp).pattern);
      return writeString((value as BSONRegExp).options);
    case RANK.code:
    case RANK.codeWithScope:
      return writeString((value as Code).code);
    default:
      return;
  }
}

/** Milliseconds as a 64-bit integer with its sign inverted. */
function writeDate(time: number): void {
  room(8);
  const high = Math.floor(time / 2 ** 32);
  buf.writeUInt32BE(high + 2 ** 31, pos);
  buf.writeUInt32BE(time - high * 2 ** 32, pos + 4);
  pos += 8;
}

/** The nearest double, order-preserving, then how far the exact value lies from it (0x02: not at all). */
function writeNumber(value: Num): void {
  const number = toNumber(value) as number;
  if (!(value instanceof Long || value instanceof Decimal128)) {
    writeDouble(number);
    return byte(2);
  }
  const precise = exact(value);
  if (!precise) {
    writeDouble(number);
    return byte(2);
  }
  const near = Number.isFinite(number) ? number : Math.sign(number) * Number.MAX_VALUE;
  writeDouble(near);
  const [a, b, exponent] = align(precise, exactOfDouble(near));
  writeResidue(a - b, exponent);
}

function writeDouble(number: number): void {
  room(8);
  if (Number.isNaN(number)) {
    buf.fill(0, pos, pos + 8);
    pos += 8;
    return;
  }
  buf.writeDoubleBE(number === 0 ? 0 : number, pos);
  if ((buf[pos] as number) & 0x80) for (let i = 0; i < 8; i++) buf[pos + i] = (buf[pos + i] as number) ^ 0xff;
  else buf[pos] = (buf[pos] as number) | 0x80;
  pos += 8;
}

/** A signed decimal as: sign, power of ten of the first digit, digits without trailing zeros, 0. */
function writeResidue(coefficient: bigint, exponent: number): void {
  if (coefficient === 0n) return byte(2);
  const negative = coefficient < 0n;
  byte(negative ? 1 : 3);
  const start = pos;
  const digits = (negative ? -coefficient : coefficient).toString();
  room(digits.length + 3);
  buf.writeUInt16BE(exponent + digits.length + 20000, pos);
  pos += 2;
  for (const digit of digits.replace(/0+$/, '')) buf[pos++] = digit.charCodeAt(0);
  buf[pos++] = 0;
  if (negative) for (let i = start; i < pos; i++) buf[i] = (buf[i] as number) ^ 0xff;
}

/** UTF-8 with 0x00 as 00 FF, ended by 00 00. */
function writeString(text: string): void {
  room(text.length * 3 + 2);
  const start = pos;
  pos += buf.write(text, pos, 'utf8');
  if (text.includes('\0')) {
    const bytes = Buffer.from(buf.subarray(start, pos));
    pos = start;
    room(bytes.length * 2 + 2);
    for (const item of bytes) {
      buf[pos++] = item;
      if (item === 0) buf[pos++] = 0xff;
    }
  }
  buf[pos++] = 0;
  buf[pos++] = 0;
}

function writeBinary(value: Binary): void {
  const bytes = value.buffer.subarray(0, value.position);
  room(bytes.length + 5);
  buf.writeUInt32BE(bytes.length, pos);
  buf[pos + 4] = value.sub_type;
  buf.set(bytes, pos + 5);
  pos += bytes.length + 5;
}
