import { Long, serialize } from 'bson';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, start } from '../../../src/server/embedded-mongo/index.ts';
import { expectUnharmed } from './fuzz.ts';
import { ask, body, framed, int32, message, opMsg, sequence, VALID } from './messages.ts';
import { temporary } from './support.ts';

/** The flag of a message that wants no answer. */
const MORE_TO_COME = 2;

const { path, remove } = temporary();
let server: Running;
let client: MongoClient;

beforeAll(async () => {
  server = await start({ path });
  client = await new MongoClient(server.uri).connect();
});

afterAll(async () => {
  await client.close();
  await server.close();
  remove();
});

test('a valid message of each kind is answered', async () => {
  for (const bytes of VALID.filter((each) => each.readInt32LE(16) !== MORE_TO_COME)) {
    expect(await ask(server.socket, bytes)).toHaveProperty('ok');
  }
});

test('1,500 damaged messages leave the server as it was', { timeout: 120_000 }, () =>
  expectUnharmed({ seed: 1, messages: 1500 }),
);

/** `{a: {a: …}}`, so many levels deep. */
function nested(depth: number): Buffer {
  let inner = Buffer.from(serialize({}));
  for (let i = 0; i < depth; i++) {
    inner = Buffer.concat([int32(inner.length + 8), Buffer.from('\u0003a\0'), inner, Buffer.of(0)]);
  }
  return inner;
}

/** A command with one element more, given as its bytes. */
function withElement(element: Uint8Array): Buffer {
  const command = serialize({ find: 'things', $db: 'test' });
  return message(
    Buffer.concat([int32(command.length + element.length), command.subarray(4, -1), element, Buffer.of(0)]),
  );
}

const find = { find: 'things', $db: 'test' };
const malformed: Record<string, Buffer> = {
  'nested 5,000 deep': withElement(Buffer.concat([Buffer.from('\u0003filter\0'), nested(5000)])),
  'a string longer than its message': withElement(
    Buffer.concat([Buffer.from('\u0002a\0'), int32(1000), Buffer.from('a\0')]),
  ),
  'a string of negative length': withElement(Buffer.concat([Buffer.from('\u0002a\0'), int32(-5), Buffer.from('a\0')])),
  'a string of no length': withElement(Buffer.concat([Buffer.from('\u0002a\0'), int32(0)])),
  'binary data of negative length': withElement(Buffer.concat([Buffer.from('\u0005a\0'), int32(-1), Buffer.of(0)])),
  'an unknown type': withElement(Buffer.from('\u0066a\0')),
  'a name without an end': withElement(Buffer.from('\u0008aaaa')),
  'a document that ends too late': message(Buffer.concat([int32(5000), serialize(find).subarray(4)])),
  'a document of negative length': message(Buffer.concat([int32(-1), serialize(find).subarray(4)])),
  'no body': opMsg(0, sequence('documents', [{ a: 1 }])),
  'two bodies': opMsg(0, body(find), body(find)),
  'a sequence longer than its message': opMsg(0, body(find), sequence('documents', [{ a: 1 }], 100)),
  'a sequence that repeats a field': opMsg(0, body({ ...find, documents: [] }), sequence('documents', [{ a: 1 }])),
  'an unknown section': opMsg(0, body(find), Buffer.of(9, 1, 2, 3)),
  'an unknown required flag': opMsg(64, body(find)),
  'no database': message({ find: 'things' }),
  'a database that is no name': message({ find: 'things', $db: 'a.b/c' }),
  'an unknown kind of message': framed(2010, serialize(find)),
  'a length of 2 GB': Buffer.concat([int32(0x7fffffff), message(find).subarray(4)]),
  'a negative length': Buffer.concat([int32(-1), message(find).subarray(4)]),
  'a length less than the header': Buffer.concat([int32(15), message(find).subarray(4)]),
  'a cursor nobody has': message({ getMore: Long.fromNumber(77), collection: 'things', $db: 'test' }),
  'a cursor of another type': message({ getMore: 'x', collection: 'things', $db: 'test' }),
  'a cursor of a fraction': message({ getMore: 1.5, collection: 'things', $db: 'test' }),
  'a cursor below zero': message({ getMore: Long.MIN_VALUE, collection: 'things', $db: 'test' }),
};

test.each(Object.entries(malformed))('refused, or the connection closed: %s', async (_name, bytes) => {
  const reply = await ask(server.socket, bytes);
  expect(reply?.ok ?? 0).toBe(0);
  expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
});

test('what is not supported is refused with its code', async () => {
  const db = client.db();
  await expect(db.command({ fly: 1 })).rejects.toMatchObject({ code: 59, codeName: 'CommandNotFound' });
  await expect(db.collection('a').find({ $where: 'true' }).toArray()).rejects.toMatchObject({ code: 115 });
  await expect(
    db
      .collection('a')
      .find({ a: { $fly: 1 } })
      .toArray(),
  ).rejects.toMatchObject({ code: 2 });
  await expect(
    db
      .collection('a')
      .aggregate([{ $fly: 1 }])
      .toArray(),
  ).rejects.toMatchObject({ code: 40324 });
  await expect(db.collection('a').createIndex({ a: 'text' }, {}, {})).rejects.toMatchObject({ code: 115 });
  await expect(db.createCollection('c', { capped: true, size: 1000 })).rejects.toMatchObject({ code: 115 });
});
