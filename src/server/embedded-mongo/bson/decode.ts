import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import { MongoError } from '../errors.ts';
import { type Doc, setField } from './values.ts';

/** The most a document may take, in bytes. */
export const MAX_DOCUMENT = 16 * 1024 * 1024;
/** How deep documents and arrays may be nested. */
const MAX_DEPTH = 180;

/** A document left as its BSON bytes (the rows of an insert, the batches of a reply). */
export class RawDoc {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

let buf: Buffer = Buffer.alloc(0);
let pos = 0;
let rawField: string | undefined;

/** Reads one BSON document; throws InvalidBSON for anything malformed. `only` limits it to some top-level fields. */
export function decode(bytes: Buffer, only?: ReadonlySet<string>): Doc {
  buf = bytes;
  pos = 0;
  rawField = undefined;
  return document(0, only);
}

/** Reads a command; the documents of its top-level array `raw` stay as bytes (`RawDoc`). */
export function decodeCommand(bytes: Buffer, raw: string): Doc {
  buf = bytes;
  pos = 0;
  rawField = raw;
  return document(0);
}

/** A document to be stored: its bytes with `_id` in front, and those of its fields that were asked for. */
export interface NewDoc {
  bytes: Buffer;
  doc: Doc;
}

/** Reads a document to be stored: checks it as a whole, decodes only some top-level fields (absent: all). */
export function decodeNew(bytes: Buffer, only: ReadonlySet<string> | undefined): NewDoc {
  buf = bytes;
  pos = 0;
  rawField = undefined;
  const end = bounds(0);
  const doc: Doc = {};
  let id: [from: number, to: number] | undefined;
  for (;;) {
    need(1);
    const start = pos;
    const type = buf[pos++] as number;
    if (type === 0) break;
    const name = cstring();
    if (!only || only.has(name)) setField(doc, name, element(type, 0, name));
    else check(type, 0);
    if (name === '_id') id ??= [start, pos];
  }
  if (pos !== end || end !== bytes.length) invalid('a document of a wrong length');
  return { doc, bytes: id ? inFront(bytes, ...id) : bytes };
}

/** A document's bytes with the field that stands from `from` to `to` moved to the front. */
function inFront(bytes: Buffer, from: number, to: number): Buffer {
  if (from === 4) return bytes;
  const moved = Buffer.allocUnsafe(bytes.length);
  bytes.copy(moved, 0, 0, 4);
  bytes.copy(moved, 4, from, to);
  bytes.copy(moved, 4 + to - from, 4, from);
  bytes.copy(moved, to, to);
  return moved;
}

/** The document that has only the first field of another. */
export function firstField(bytes: Buffer): Buffer {
  buf = bytes;
  pos = 4;
  const type = buf[pos++] as number;
  cstring();
  skip(type);
  const first = Buffer.allocUnsafe(pos + 1);
  bytes.copy(first, 4, 4, pos);
  first.writeInt32LE(pos + 1, 0);
  first[pos] = 0;
  return first;
}

/** BSON bytes of a document. Numbers keep their types (see values.ts). Throws BSONObjectTooLarge beyond about 17 MB. */
export function encode(doc: Doc): Buffer {
  try {
    const bytes = serialize(doc, { ignoreUndefined: false, checkKeys: false });
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new MongoError('BSONObjectTooLarge', `a document is larger than ${MAX_DOCUMENT} bytes`);
  }
}

function invalid(why: string): never {
  throw new MongoError('InvalidBSON', `invalid BSON: ${why}`);
}

function need(count: number): void {
  if (count < 0 || pos + count > buf.length) invalid('it ends too early');
}

function copy(count: number): Uint8Array {
  need(count);
  const bytes = new Uint8Array(buf.subarray(pos, pos + count));
  pos += count;
  return bytes;
}

function int32(): number {
  need(4);
  const value = buf.readInt32LE(pos);
  pos += 4;
  return value;
}

function cstring(): string {
  const start = pos;
  // Field names are short: a loop beats indexOf and gives ASCII for free.
  let ascii = true;
  let text = '';
  for (;;) {
    if (pos >= buf.length) invalid('a name has no end');
    const byte = buf[pos++] as number;
    if (byte === 0) break;
    if (byte > 127) ascii = false;
    if (ascii) text += String.fromCharCode(byte);
  }
  return ascii ? text : buf.toString('utf8', start, pos - 1);
}

function string(): string {
  const start = pos + 4;
  passText();
  return pos === start + 1 ? '' : buf.toString('utf8', start, pos - 1);
}

function passText(): void {
  const length = int32();
  if (length < 1) invalid('a string of negative length');
  need(length);
  pos += length;
  if (buf[pos - 1] !== 0) invalid('a string without terminator');
}

/** Checks a length prefix at `pos` and returns where that document or array ends. */
function bounds(depth: number): number {
  if (depth > MAX_DEPTH) throw new MongoError(15, 'Document exceeds the maximum nesting depth');
  const start = pos;
  const length = int32();
  if (length < 5 || start + length > buf.length) invalid('a wrong document length');
  return start + length;
}

function document(depth: number, only?: ReadonlySet<string>): Doc {
  const end = bounds(depth);
  const doc: Doc = {};
  let left = only ? only.size : -1;
  for (;;) {
    need(1);
    const type = buf[pos++] as number;
    if (type === 0) break;
    const name = cstring();
    if (only && !only.has(name)) {
      skip(type);
      continue;
    }
    setField(doc, name, element(type, depth, name));
    if (--left === 0) return doc;
  }
  if (pos !== end) invalid('a document longer than it says');
  return doc;
}

function array(depth: number): unknown[] {
  const end = bounds(depth);
  const values: unknown[] = [];
  for (;;) {
    need(1);
    const type = buf[pos++] as number;
    if (type === 0) break;
    while (buf[pos] !== 0) if (++pos >= buf.length) invalid('a name has no end');
    pos++;
    values.push(element(type, depth, ''));
  }
  if (pos !== end) invalid('an array longer than it says');
  return values;
}

function rawDocuments(): unknown[] {
  const end = bounds(0);
  const values: RawDoc[] = [];
  for (;;) {
    need(1);
    const type = buf[pos++] as number;
    if (type === 0) break;
    cstring();
    if (type !== 3) throw new MongoError('TypeMismatch', 'BSON field must be an array of objects');
    const start = pos;
    const stop = bounds(0);
    values.push(new RawDoc(buf.subarray(start, stop)));
    pos = stop;
  }
  if (pos !== end) invalid('an array longer than it says');
  return values;
}

function element(type: number, depth: number, name: string): unknown {
  switch (type) {
    case 0x01: {
      need(8);
      const value = buf.readDoubleLE(pos);
      pos += 8;
      return (value | 0) === value && !Object.is(value, -0) ? new Double(value) : value;
    }
    case 0x02:
      return string();
    case 0x03:
      return document(depth + 1);
    case 0x04:
      return depth === 0 && name === rawField && name !== '' ? rawDocuments() : array(depth + 1);
    case 0x05:
      return binary();
    case 0x06:
      return undefined;
    case 0x07:
      return new ObjectId(copy(12));
    case 0x08: {
      need(1);
      const byte = buf[pos++];
      if (byte !== 0 && byte !== 1) invalid('a boolean that is neither');
      return byte === 1;
    }
    case 0x09: {
      need(8);
      const value = buf.readInt32LE(pos + 4) * 2 ** 32 + buf.readUInt32LE(pos);
      pos += 8;
      if (Math.abs(value) > 8.64e15) invalid('a date beyond the years the embedded database keeps');
      return new Date(value);
    }
    case 0x0a:
      return null;
    case 0x0b: {
      const pattern = cstring();
      const options = cstring();
      return new BSONRegExp(pattern, options);
    }
    case 0x0d:
      return new Code(string());
    case 0x0e:
      return new BSONSymbol(string());
    case 0x0f: {
      int32();
      const code = string();
      return new Code(code, document(depth + 1));
    }
    case 0x10:
      return int32();
    case 0x11: {
      need(8);
      const value = new Timestamp({ t: buf.readUInt32LE(pos + 4), i: buf.readUInt32LE(pos) });
      pos += 8;
      return value;
    }
    case 0x12: {
      const low = int32();
      return new Long(low, int32());
    }
    case 0x13:
      return new Decimal128(copy(16));
    case 0xff:
      return new MinKey();
    case 0x7f:
      return new MaxKey();
    default:
      return invalid(`an element of unknown type ${type}`);
  }
}

function binary(): Binary {
  let length = int32();
  need(length + 1);
  const subType = buf[pos++] as number;
  if (subType === 2) {
    const inner = int32();
    if (inner !== length - 4) invalid('a binary of a wrong inner length');
    length = inner;
  }
  return new Binary(copy(length), subType);
}

/** Bytes of the values that always take as many, by type; -1 for the others. */
const SIZES = new Int8Array(256).fill(-1);
const FIXED = { 1: 8, 6: 0, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8, 19: 16, 127: 0, 255: 0 };
for (const [type, size] of Object.entries(FIXED)) SIZES[Number(type)] = size;

/** Passes over a value of a document that was checked when it was stored. */
function skip(type: number): void {
  const size = SIZES[type] as number;
  if (size >= 0) pos += size;
  else if (type === 0x02 || type === 0x0d || type === 0x0e) {
    const length = int32();
    pos += length;
  } else if (type === 0x03 || type === 0x04) {
    const length = int32();
    pos += length - 4;
  } else element(type, 0, '');
}

/** Passes over a value that is looked at as `element` would. */
function check(type: number, depth: number): void {
  if (type === 0x02 || type === 0x0d || type === 0x0e) passText();
  else if (type === 0x03 || type === 0x04) checkNested(depth + 1);
  else element(type, depth, '');
}

function checkNested(depth: number): void {
  const end = bounds(depth);
  for (;;) {
    need(1);
    const type = buf[pos++] as number;
    if (type === 0) break;
    cstring();
    check(type, depth);
  }
  if (pos !== end) invalid('a document longer than it says');
}
