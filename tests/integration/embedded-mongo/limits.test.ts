import { type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Server, launch, temporary } from './support.ts';

/** With `_id`s that are easy to read. */
interface Numbered extends Document {
  _id: number | string;
}

const folder = temporary();
let server: Server;
let client: MongoClient;

beforeAll(async () => {
  server = await launch(folder.path);
  client = await new MongoClient(server.uri).connect();
});

afterAll(async () => {
  await client.close();
  await server.stop();
  folder.remove();
});

/** A collection of `count` small documents; 4 MB more each are added on the way. */
async function numbered(name: string, count: number) {
  const collection = client.db('limits').collection(name);
  await collection.insertMany(Array.from({ length: count }, (_, n) => ({ n })));
  return collection;
}
const grown = { $set: { text: { $concat: ['x'.repeat(4_000_000), { $toString: '$n' }] } } };

test.each<[string, Document]>([
  ['$sort', { $sort: { text: 1 } }],
  ['$group', { $group: { _id: null, texts: { $push: '$text' } } }],
  ['$facet', { $facet: { all: [{ $match: {} }] } }],
])('%s stops with MongoDB’s error where it would take more than 100 MB', async (name, stage) => {
  const collection = await numbered(name.slice(1), 40);
  const error: unknown = await collection
    .aggregate([grown, stage, { $count: 'n' }])
    .toArray()
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 292, codeName: 'QueryExceededMemoryLimitNoDiskUseAllowed' });
  expect(await collection.countDocuments()).toBe(40);
});

test('results come in batches of about a megabyte, all of them and in order', async () => {
  const collection = await numbered('batches', 3000);
  const sizes: number[] = [];
  const commands = new MongoClient(server.uri, { monitorCommands: true });
  commands.on('commandSucceeded', ({ reply }: { reply: { cursor?: { nextBatch?: unknown[] } } }) => {
    if (reply.cursor?.nextBatch) sizes.push(reply.cursor.nextBatch.length);
  });
  const wide = { $set: { text: 'x'.repeat(1000) } };
  const found = await commands
    .db('limits')
    .collection('batches')
    .aggregate([{ $sort: { n: 1 } }, wide])
    .toArray();
  await commands.close();
  expect(found.map(({ n }) => n as number)).toEqual(Array.from({ length: 3000 }, (_, n) => n));
  expect(Math.max(...sizes)).toBeLessThan(1100);
  expect(sizes.length).toBeGreaterThanOrEqual(3);
  expect(await collection.find().limit(-2000).batchSize(2000).toArray()).toHaveLength(2000);
});

test('$lookup finds through arrays within arrays, on both sides', async () => {
  const db = client.db('limits');
  await db.collection<Numbered>('orders').insertMany([
    { _id: 1, parcels: [{ items: [{ sku: 'a' }, { sku: 'b' }] }, { items: [{ sku: 'c' }] }] },
    { _id: 2, parcels: [{ items: [{}] }] },
    { _id: 3, parcels: [{ items: [{ sku: null }] }] },
    { _id: 4, parcels: [{ items: [{ sku: 'z' }, {}] }] },
    { _id: 5, parcels: [{ items: [{ sku: ['y', ['a']] }] }] },
  ]);
  await db
    .collection<Numbered>('products')
    .insertMany([
      { _id: 'p1', variants: [{ codes: ['a', 'x'] }] },
      { _id: 'p2', variants: [{ codes: ['y'] }, { codes: ['c'] }] },
      { _id: 'p3', variants: [{ codes: ['z'] }] },
      { _id: 'p4', variants: [] },
      { _id: 'p5' },
    ]);
  const join = [
    {
      $lookup: { from: 'products', localField: 'parcels.items.sku', foreignField: 'variants.codes', as: 'found' },
    },
    { $project: { found: { $sortArray: { input: '$found._id', sortBy: 1 } } } },
    { $sort: { _id: 1 } },
  ];
  const expected = [
    { _id: 1, found: ['p1', 'p2'] },
    // What has no value at the path joins what has none or null there; an empty array on the way has neither.
    { _id: 2, found: ['p5'] },
    { _id: 3, found: ['p5'] },
    { _id: 4, found: ['p3'] },
    { _id: 5, found: ['p2'] },
  ];
  expect(await db.collection('orders').aggregate(join).toArray()).toEqual(expected);
  await db.collection('products').createIndexes([{ key: { 'variants.codes': 1 } }]);
  expect(await db.collection('orders').aggregate(join).toArray()).toEqual(expected);
});
