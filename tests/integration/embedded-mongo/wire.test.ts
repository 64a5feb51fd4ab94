import { connect, type Socket } from 'node:net';
import { serialize } from 'bson';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, start } from '../../../src/server/embedded-mongo/index.ts';
import { temporary } from './support.ts';

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

function message(command: object): Buffer {
  const body = Buffer.from(serialize(command));
  const header = Buffer.alloc(21);
  header.writeInt32LE(21 + body.length, 0);
  header.writeInt32LE(1, 4);
  header.writeInt32LE(2013, 12);
  return Buffer.concat([header, body]);
}

/** Sends bytes and waits for an answer, a close, or a moment in which neither comes (the rest is awaited). */
function send(bytes: Buffer): Promise<'answer' | 'closed' | 'waiting'> {
  return new Promise((resolve) => {
    const socket: Socket = connect(server.socket);
    const timer = setTimeout(() => end('waiting'), 60);
    const end = (result: 'answer' | 'closed' | 'waiting'): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    socket.on('data', () => end('answer'));
    socket.on('close', () => end('closed'));
    socket.on('error', () => end('closed'));
    socket.write(bytes);
  });
}

const VALID = message({ find: 'things', filter: { a: { $in: [1, 'x', null] } }, $db: 'test' });

test('a valid message is answered', async () => {
  expect(await send(VALID)).toBe('answer');
});

test('no damaged message ends the server', { timeout: 60_000 }, async () => {
  const damage = fc.array(fc.record({ at: fc.nat(VALID.length - 1), to: fc.nat(255) }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(VALID.length), async (changes, cut) => {
      const bytes = Buffer.from(VALID.subarray(0, cut === 0 ? VALID.length : cut));
      for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to;
      await send(bytes);
      expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
    }),
    { numRuns: 150 },
  );
});

test('random bytes and an impossible length close the connection', async () => {
  const oversized = Buffer.from(VALID);
  oversized.writeInt32LE(0x7fffffff, 0);
  expect(await send(oversized)).toBe('closed');
  const negative = Buffer.from(VALID);
  negative.writeInt32LE(-1, 0);
  expect(await send(negative)).toBe('closed');
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
