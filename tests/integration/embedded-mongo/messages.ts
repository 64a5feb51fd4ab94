import { once } from 'node:events';
import { connect } from 'node:net';
import { Binary, Decimal128, deserialize, Double, Long, MaxKey, ObjectId, serialize, Timestamp } from 'bson';

const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/** A message with its header in front. */
export function framed(kind: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(HEADER);
  header.writeInt32LE(HEADER + body.length, 0);
  header.writeInt32LE(1, 4);
  header.writeInt32LE(kind, 12);
  return Buffer.concat([header, body]);
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** An OP_MSG from its flags and sections. */
export function opMsg(flags: number, ...sections: Uint8Array[]): Buffer {
  return framed(OP_MSG, int32(flags), ...sections);
}

export const body = (command: object | Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(0), command instanceof Uint8Array ? command : serialize(command)]);

export function sequence(name: string, documents: object[], lie = 0): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))]);
  return Buffer.concat([Buffer.of(1), int32(content.length + 4 + lie), content]);
}

export const message = (command: object | Uint8Array): Buffer => opMsg(0, body(command));

/** Sends bytes on a connection of their own; the reply's document, or undefined when it is closed without one. */
export async function ask(socketPath: string, bytes: Uint8Array): Promise<Record<string, unknown> | undefined> {
  const socket = connect(socketPath);
  const closed = once(socket, 'close').catch(() => undefined);
  const received: Buffer[] = [];
  const answered = new Promise<Buffer>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk);
      const all = Buffer.concat(received);
      if (all.length >= HEADER && all.length >= all.readInt32LE(0)) resolve(all);
    });
  });
  socket.on('error', () => undefined);
  socket.write(bytes);
  const reply = await Promise.race([answered, closed.then(() => undefined)]);
  socket.destroy();
  return reply && deserialize(reply.subarray(reply.readInt32LE(12) === OP_REPLY ? 36 : 21, reply.readInt32LE(0)));
}

/** Sends bytes and nothing more; resolves when the server has closed the connection. */
export async function throwAt(socketPath: string, bytes: Uint8Array): Promise<void> {
  const socket = connect(socketPath);
  const closed = once(socket, 'close').catch(() => undefined);
  socket.on('error', () => undefined);
  socket.resume();
  socket.end(bytes);
  await closed;
}

const lsid = { id: new Binary(Buffer.alloc(16, 3), Binary.SUBTYPE_UUID) };
const every = {
  int: 1,
  double: new Double(1.5),
  long: Long.fromString('9007199254740993'),
  decimal: Decimal128.fromString('1.10'),
  text: 'text',
  list: [1, [2, { deep: null }]],
  bytes: new Binary(Buffer.from('bytes')),
  id: new ObjectId('0123456789abcdef01234567'),
  when: new Date(0),
  stamp: new Timestamp({ t: 1, i: 2 }),
  regex: /^a/i,
  most: new MaxKey(),
  yes: true,
};
const $db = 'fuzz';

/** Valid messages of every kind, to be damaged. */
export const VALID: readonly Buffer[] = [
  message({ find: 'things', filter: { a: { $in: [1, 'x', null] }, ...every }, sort: { a: 1 }, limit: 5, $db }),
  message({ insert: 'things', documents: [every, { a: { b: [every] } }], $db }),
  opMsg(0, body({ insert: 'things', ordered: false, $db }), sequence('documents', [{ a: 1 }, every])),
  opMsg(2, body({ insert: 'things', $db }), sequence('documents', [{ unanswered: true }])),
  message({
    update: 'things',
    updates: [{ q: { a: 1 }, u: { $push: { list: { $each: [1], $slice: 3 } } }, upsert: true }],
    $db,
  }),
  message({ update: 'things', updates: [{ q: {}, u: [{ $set: { b: { $add: ['$a', 1] } } }], multi: true }], $db }),
  message({ delete: 'things', deletes: [{ q: { a: 7 }, limit: 0 }], $db }),
  message({ findAndModify: 'things', query: { a: 1 }, update: { $inc: { n: 1 } }, new: true, $db }),
  message({
    aggregate: 'things',
    pipeline: [{ $match: { a: { $gte: 0 } } }, { $group: { _id: '$a', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    cursor: { batchSize: 1 },
    $db,
  }),
  message({ getMore: Long.fromNumber(1234), collection: 'things', batchSize: 2, $db }),
  message({ killCursors: 'things', cursors: [Long.fromNumber(1234), Long.NEG_ONE], $db }),
  message({ createIndexes: 'things', indexes: [{ key: { a: 1, b: -1 }, name: 'a_b', unique: false }], $db }),
  message({ listIndexes: 'things', $db }),
  message({ find: 'things', lsid, txnNumber: Long.ONE, startTransaction: true, autocommit: false, $db }),
  message({ commitTransaction: 1, lsid, txnNumber: Long.ONE, autocommit: false, $db: 'admin' }),
  message({ endSessions: [lsid], $db: 'admin' }),
  framed(OP_QUERY, int32(0), Buffer.from('admin.$cmd\0'), int32(0), int32(-1), serialize({ hello: 1, helloOk: true })),
];
