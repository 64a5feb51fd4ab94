import { decode, decodeCommand, encode, RawDoc } from './bson/decode.ts';
import { type Doc, isDoc } from './bson/values.ts';
import { MongoError } from './errors.ts';

/** Message kinds of MongoDB's wire protocol. */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/** The most a message may take, in bytes. */
export const MAX_MESSAGE = 48_000_000;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** Flag bits that must be understood; of these only the two above are. */
const REQUIRED_BITS = 0xffff;

export interface Request {
  id: number;
  /** The command, its name first; document sequences as arrays of RawDoc. */
  command: Doc;
  database: string;
  /** Whether the client waits for an answer. */
  answered: boolean;
  /** Answered as OP_REPLY, the way the first handshake may ask. */
  legacy: boolean;
}

/** Reads a whole message. Throws MongoError for a malformed one. */
export function readMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const kind = message.readInt32LE(12);
  if (kind === OP_MSG) return readOpMsg(id, message);
  if (kind === OP_QUERY) return readOpQuery(id, message);
  throw new MongoError('CommandNotSupported', `message kind ${kind} is not supported`);
}

function readOpMsg(id: number, message: Buffer): Request {
  if (message.length < 26) throw new MongoError('InvalidBSON', 'OP_MSG is too short');
  const flags = message.readUInt32LE(16);
  if (flags & REQUIRED_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) {
    throw new MongoError('FailedToParse', `unknown required flag bits ${flags}`);
  }
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let at = 20;
  let body: Doc | undefined;
  const sequences: [string, RawDoc[]][] = [];
  while (at < end) {
    const section = message[at++];
    const size = sizeAt(message, at, end);
    const part = message.subarray(at, at + size);
    if (section === 0) {
      if (body) throw new MongoError('FailedToParse', 'OP_MSG has two bodies');
      body = decodeCommand(part, 'documents');
    } else if (section === 1) sequences.push(readSequence(part));
    else throw new MongoError('FailedToParse', `unknown section kind ${section}`);
    at += size;
  }
  if (!body) throw new MongoError('FailedToParse', 'OP_MSG has no body');
  for (const [name, documents] of sequences) {
    if (name in body)
      throw new MongoError('FailedToParse', `duplicate field between body and document sequence ${name}`);
    body[name] = documents;
  }
  if (typeof body.$db !== 'string' || !/^[^/\\. "$*<>:|?\0]{1,63}$/.test(body.$db)) {
    throw new MongoError('InvalidNamespace', 'OP_MSG requests require a valid $db argument');
  }
  return { id, command: body, database: body.$db, answered: !(flags & MORE_TO_COME), legacy: false };
}

function sizeAt(message: Buffer, at: number, end: number): number {
  if (at + 4 > end) throw new MongoError('InvalidBSON', 'a section is cut off');
  const size = message.readInt32LE(at);
  if (size < 5 || at + size > end) throw new MongoError('InvalidBSON', 'a section of a wrong length');
  return size;
}

function readSequence(part: Buffer): [string, RawDoc[]] {
  const nameEnd = part.indexOf(0, 4);
  if (nameEnd < 0) throw new MongoError('InvalidBSON', 'a document sequence without a name');
  const documents: RawDoc[] = [];
  let at = nameEnd + 1;
  while (at < part.length) {
    const size = sizeAt(part, at, part.length);
    documents.push(new RawDoc(part.subarray(at, at + size)));
    at += size;
  }
  return [part.toString('utf8', 4, nameEnd), documents];
}

function readOpQuery(id: number, message: Buffer): Request {
  const nameEnd = message.indexOf(0, 20);
  if (nameEnd < 0 || nameEnd + 9 >= message.length) throw new MongoError('InvalidBSON', 'OP_QUERY is cut off');
  const collection = message.toString('utf8', 20, nameEnd);
  if (!collection.endsWith('.$cmd')) throw new MongoError('CommandNotSupported', 'OP_QUERY is only for the handshake');
  const command = decode(message.subarray(nameEnd + 9));
  return { id, command, database: collection.slice(0, -5), answered: true, legacy: true };
}

/** The bytes of an answer. A batch of RawDoc in `cursor` is copied in without being decoded. */
export function writeMessage(request: Request, reply: Doc): Buffer {
  const header = request.legacy ? 36 : 21;
  const message = encodeReply(reply, header);
  message.fill(0, 0, header);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(request.id, 8);
  message.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) {
    // Flag AwaitCapable, and one document returned.
    message.writeInt32LE(8, 16);
    message.writeInt32LE(1, 32);
  }
  return message;
}

/** A reply's BSON behind `room` bytes left for the header. */
function encodeReply(reply: Doc, room: number): Buffer {
  const { cursor, ...rest } = reply;
  if (!isDoc(cursor)) return behind(room, encode(reply));
  const name = 'firstBatch' in cursor ? 'firstBatch' : 'nextBatch';
  const batch = cursor[name];
  if (!Array.isArray(batch) || !(batch[0] instanceof RawDoc)) return behind(room, encode(reply));
  const { [name]: _, ...others } = cursor;
  return joinBatch(room, name, batch as RawDoc[], encode(others), encode(rest));
}

function behind(room: number, bytes: Buffer): Buffer {
  const whole = Buffer.allocUnsafe(room + bytes.length);
  bytes.copy(whole, room);
  return whole;
}

/** `{...rest, cursor: {...others, [name]: batch}}`, the batch copied as it is. */
function joinBatch(room: number, name: string, batch: RawDoc[], others: Buffer, rest: Buffer): Buffer {
  const items = batch.reduce((sum, { bytes }, i) => sum + 2 + String(i).length + bytes.length, 5);
  // A document within another: its bytes but for its length and its end, then the field added to it.
  const inner = others.length + 2 + name.length + items;
  const outer = rest.length + 2 + 'cursor'.length + inner;
  const whole = Buffer.allocUnsafe(room + outer);
  let at = whole.writeInt32LE(outer, room);
  const field = (type: number, key: string): void => {
    at = whole.writeUInt8(type, at);
    at += whole.write(key, at, 'latin1');
    at = whole.writeUInt8(0, at);
  };
  at += rest.copy(whole, at, 4, rest.length - 1);
  field(0x03, 'cursor');
  at = whole.writeInt32LE(inner, at);
  at += others.copy(whole, at, 4, others.length - 1);
  field(0x04, name);
  at = whole.writeInt32LE(items, at);
  for (const [i, { bytes }] of batch.entries()) {
    field(0x03, String(i));
    at += bytes.copy(whole, at);
  }
  whole.fill(0, at);
  return whole;
}
