import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Running, type ServerOptions, start } from '../../../src/server/embedded-mongo/index.ts';
import { temporary } from './support.ts';

let path: string;
let remove: () => void;
let server: Running | undefined;
let client: MongoClient | undefined;

beforeEach(() => {
  ({ path, remove } = temporary());
});

afterEach(async () => {
  await client?.close();
  await server?.close();
  [client, server] = [undefined, undefined];
  remove();
});

async function open(options: Partial<ServerOptions> = {}): Promise<MongoClient> {
  server = await start({ path, ...options });
  client = await new MongoClient(server.uri).connect();
  return client;
}

const file = () => join(path, 'embedded.sqlite');

test('expired documents are removed, tell so, and nothing else goes', async () => {
  const things = (await open({ sweepInterval: 50 }))
    .db()
    .collection<{ _id: string; at?: unknown; kind?: string }>('things');
  const hourAgo = new Date(Date.now() - 3_600_000);
  const later = new Date(Date.now() + 3_600_000);
  await things.insertMany([
    { _id: 'expired', at: hourAgo },
    { _id: 'earliest of several', at: [later, hourAgo] },
    { _id: 'to come', at: later },
    { _id: 'no date', at: 'yesterday' },
    { _id: 'missing' },
    { _id: 'empty', at: [] },
  ]);
  await using stream = things.watch();
  await stream.tryNext();
  await things.createIndex({ at: 1 }, { expireAfterSeconds: 60 }, {});
  const removed = [await stream.next(), await stream.next()];
  const told = removed.map((event) => (event.operationType === 'delete' ? event.documentKey._id : event.operationType));
  expect(told.sort()).toEqual(['earliest of several', 'expired']);
  await things.insertOne({ _id: 'expired too', at: hourAgo });
  await vi.waitFor(async () => expect(await things.countDocuments({ _id: 'expired too' })).toBe(0), 20_000);
  expect((await things.distinct('_id')).sort()).toEqual(['empty', 'missing', 'no date', 'to come']);
});

test('a taken unique value is refused with its index and value, in every kind of write', async () => {
  const people = (await open()).db().collection<{ _id: number; team?: string; place?: { number: number } }>('people');
  await people.createIndex({ team: 1, 'place.number': -1 }, { unique: true }, {});
  await people.insertMany([
    { _id: 1, team: 'a', place: { number: 1 } },
    { _id: 2, team: 'a', place: { number: 2 } },
  ]);
  const taken = {
    code: 11000,
    keyPattern: { team: 1, 'place.number': -1 },
    keyValue: { team: 'a', 'place.number': 1 },
    message: expect.stringContaining('index: team_1_place.number_-1 dup key: { team: "a", place.number: 1 }') as string,
  };
  const set = { $set: { 'place.number': 1 } };
  await expect(people.insertOne({ _id: 3, team: 'a', place: { number: 1 } })).rejects.toMatchObject(taken);
  await expect(people.updateOne({ _id: 2 }, set)).rejects.toMatchObject(taken);
  await expect(people.replaceOne({ _id: 2 }, { team: 'a', place: { number: 1 } })).rejects.toMatchObject(taken);
  await expect(people.findOneAndUpdate({ _id: 2 }, set)).rejects.toMatchObject(taken);
  await expect(people.updateOne({ _id: 3, team: 'a' }, set, { upsert: true })).rejects.toMatchObject(taken);
  await expect(people.insertOne({ _id: 1 })).rejects.toMatchObject({ keyPattern: { _id: 1 }, keyValue: { _id: 1 } });
  await expect(people.createIndex({ team: 1 }, { unique: true }, {})).rejects.toMatchObject({ code: 11000 });
  expect(await people.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 1, team: 'a', place: { number: 1 } },
    { _id: 2, team: 'a', place: { number: 2 } },
  ]);
});

test('a file of format 1 is read, by its indexes too, and written on', async () => {
  mkdirSync(path, { recursive: true });
  const old = new DatabaseSync(file());
  old.exec(readFileSync(join(import.meta.dirname, 'format-1.sql'), 'utf8'));
  old.close();
  const values = (await open()).db().collection<{ _id: number; value?: unknown; code?: string }>('values');
  const all = await values
    .find({}, { hint: { $natural: 1 } })
    .sort({ _id: 1 })
    .toArray();
  expect(all).toHaveLength(19);
  for (const { _id, value } of all) {
    const found = await values.find({ value: { $eq: value }, _id }, { hint: { value: 1, _id: -1 } }).toArray();
    expect(
      found.map((each) => each._id),
      `value ${_id}`,
    ).toEqual([_id]);
  }
  expect(await values.find({ 'tags.name': 'tag 1' }, { hint: { 'tags.name': 1 } }).toArray()).toHaveLength(6);
  await expect(values.insertOne({ _id: 200, code: 'code 3' })).rejects.toMatchObject({ code: 11000 });
  await values.updateOne({ _id: 3 }, { $set: { code: 'free' } });
  await values.insertOne({ _id: 200, code: 'code 3' });
  expect(await values.countDocuments({ code: { $in: ['free', 'code 3'] } })).toBe(2);
});

test('a file of a newer format is refused and left alone', async () => {
  await open();
  await client?.close();
  await server?.close();
  server = undefined;
  const newer = new DatabaseSync(file());
  newer.exec('PRAGMA user_version=999');
  newer.close();
  const before = readFileSync(file());
  await expect(start({ path })).rejects.toThrow(/was written by a newer version \(format 999/);
  expect(readFileSync(file()).equals(before)).toBe(true);
});
