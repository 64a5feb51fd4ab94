import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Running, start } from '../../../src/server/embedded-mongo/index.ts';
import { temporary } from './support.ts';

interface Item {
  _id: number;
  n: number;
  code?: string;
}

const { path, remove } = temporary();
let server: Running;
let client: MongoClient;

beforeAll(async () => {
  server = await start({ path, transactionLifetime: 5000 });
  client = await new MongoClient(server.uri).connect();
});

beforeEach(async () => {
  await items().drop();
  await items().createIndex({ n: 1 }, {}, {});
  await items().createIndex({ code: 1 }, { unique: true, sparse: true }, {});
  await items().insertMany([
    { _id: 1, n: 1, code: 'one' },
    { _id: 2, n: 2, code: 'two' },
  ]);
});

afterAll(async () => {
  await client.close();
  await server.close();
  remove();
});

const items = (from = client) => from.db().collection<Item>('items');

test('a transaction reads its snapshot and its own writes, by index too, and others see nothing before the commit', async () => {
  await using session = client.startSession();
  session.startTransaction();
  expect(await items().countDocuments({ n: { $lt: 10 } }, { session })).toBe(2);
  await items().insertOne({ _id: 3, n: 9 });
  await items().updateOne({ _id: 1 }, { $set: { n: 8 } }, { session });
  await items().insertOne({ _id: 4, n: 4 }, { session });
  await items().deleteOne({ _id: 2 }, { session });
  const inside = await items()
    .find({ n: { $gte: 0 } }, { session })
    .sort({ n: 1 })
    .toArray();
  expect(inside.map(({ _id, n }) => [_id, n])).toEqual([
    [4, 4],
    [1, 8],
  ]);
  expect(await items().countDocuments()).toBe(3);
  expect((await items().findOne({ _id: 1 }))?.n).toBe(1);
  await session.commitTransaction();
  const after = await items()
    .find({ n: { $gte: 0 } })
    .sort({ n: 1 })
    .toArray();
  expect(after.map(({ _id }) => _id)).toEqual([4, 1, 3]);
});

test('the second of two transactions on a document gets a write conflict that says to try again', async () => {
  await using first = client.startSession();
  await using second = client.startSession();
  first.startTransaction();
  second.startTransaction();
  await items().updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first });
  const lost = items().updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: second });
  await expect(lost).rejects.toMatchObject({ code: 112 });
  await expect(lost).rejects.toSatisfy((error: { hasErrorLabel(label: string): boolean }) =>
    error.hasErrorLabel('TransientTransactionError'),
  );
  await first.commitTransaction();
  expect((await items().findOne({ _id: 1 }))?.n).toBe(2);
});

test('a document changed since the snapshot cannot be changed in it', async () => {
  await using session = client.startSession();
  session.startTransaction();
  await items().findOne({ _id: 2 }, { session });
  await items().updateOne({ _id: 1 }, { $inc: { n: 1 } });
  await expect(items().updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })).rejects.toMatchObject({ code: 112 });
});

test('unique values may be exchanged in a transaction, and a taken one is refused', async () => {
  await client.withSession((session) =>
    session.withTransaction(async () => {
      await items().updateOne({ _id: 1 }, { $set: { code: 'free' } }, { session });
      await items().updateOne({ _id: 2 }, { $set: { code: 'one' } }, { session });
      await items().updateOne({ _id: 1 }, { $set: { code: 'two' } }, { session });
    }),
  );
  expect((await items().findOne({ code: 'one' }))?._id).toBe(2);
  await using session = client.startSession();
  session.startTransaction();
  await expect(items().insertOne({ _id: 9, n: 9, code: 'two' }, { session })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { code: 1 },
    keyValue: { code: 'two' },
  });
});

test('parallel increments in transactions all count', async () => {
  const add = () =>
    client.withSession((session) =>
      session.withTransaction(async () => {
        const item = await items().findOne({ _id: 1 }, { session });
        await items().updateOne({ _id: 1 }, { $set: { n: (item?.n ?? 0) + 1 } }, { session });
      }),
    );
  await Promise.all(Array.from({ length: 10 }, add));
  expect((await items().findOne({ _id: 1 }))?.n).toBe(11);
});

test('what a vanished client had locked is free again, and its transaction left no trace', async () => {
  const other = await new MongoClient(server.uri).connect();
  const session = other.startSession();
  session.startTransaction();
  await items(other).updateOne({ _id: 1 }, { $set: { n: 99 } }, { session });
  const waiting = items().updateOne({ _id: 1 }, { $inc: { n: 1 } });
  // The connections are cut, as when the process is killed: no abort is sent.
  Object.assign(session, { endSession: () => Promise.resolve() });
  await other.close(true);
  expect(await waiting).toMatchObject({ modifiedCount: 1 });
  expect((await items().findOne({ _id: 1 }))?.n).toBe(2);
});

test('a transaction appears in a change stream as one, in order', async () => {
  await using stream = items().watch([], { fullDocument: 'updateLookup' });
  await stream.tryNext();
  await client.withSession((session) =>
    session.withTransaction(async () => {
      await items().insertOne({ _id: 5, n: 5 }, { session });
      await items().updateOne({ _id: 1 }, { $set: { n: 6 } }, { session });
    }),
  );
  const events = [await stream.next(), await stream.next()] as { operationType: string; clusterTime: unknown }[];
  expect(events.map(({ operationType }) => operationType)).toEqual(['insert', 'update']);
  expect(events[0]?.clusterTime).toEqual(events[1]?.clusterTime);
  expect(events[1]).toMatchObject({ fullDocument: { _id: 1, n: 6 }, updateDescription: { updatedFields: { n: 6 } } });
});
