import { MongoClient } from 'mongodb';
import { expect } from 'vitest';
import { launch, temporary } from './support.ts';

interface Counter {
  _id: string;
  n: number;
}

/** How far each counter was acknowledged to be, and the most that was ever sent for it. */
interface Oracle {
  acknowledged: Map<string, number>;
  sent: Map<string, number>;
}

const WRITERS = 8;
const TOTAL = 1000;

const counters = (client: MongoClient) => client.db().collection<Counter>('counters');
const accounts = (client: MongoClient) => client.db().collection<Counter>('accounts');

/**
 * Kills a server under load `rounds` times (SIGKILL, later in each round than in the one before, up to a second), always
 * on the same database: what was acknowledged is there afterwards, of transactions all or nothing, and every index agrees
 * with the documents.
 */
export async function expectNothingLost(rounds: number): Promise<void> {
  const { path, remove } = temporary();
  const oracle: Oracle = { acknowledged: new Map(), sent: new Map() };
  try {
    for (let round = 0; round < rounds; round++) await killUnderLoad(path, round, oracle);
    const server = await launch(path);
    const client = await new MongoClient(server.uri).connect();
    await compare(client, oracle);
    await client.close();
    expect(await server.stop()).toBe(0);
  } finally {
    remove();
  }
}

async function killUnderLoad(path: string, round: number, oracle: Oracle): Promise<void> {
  const server = await launch(path);
  const options = { serverSelectionTimeoutMS: 500, retryWrites: false };
  const client = await new MongoClient(server.uri, options).connect();
  await counters(client).createIndex({ tag: 1 }, {}, {});
  if (round === 0)
    await accounts(client).insertMany([
      { _id: 'a', n: TOTAL },
      { _id: 'b', n: 0 },
    ]);
  const killed = new Promise<void>((resolve) => {
    setTimeout(() => void server.kill().then(resolve), 200 + ((round * 170) % 800));
  });
  const writers = Array.from({ length: WRITERS }, (_, writer) => count(client, `${round}-${writer}`, oracle));
  await Promise.allSettled([...writers, transfer(client)]);
  await killed;
  await client.close(true);
}

/** Counts up until the server is gone. */
async function count(client: MongoClient, name: string, { acknowledged, sent }: Oracle): Promise<never> {
  for (let i = 0; ; i++) {
    const _id = `${name}-${i % 7}`;
    const n = (sent.get(_id) ?? 0) + 1;
    sent.set(_id, n);
    await counters(client).updateOne({ _id }, { $set: { n, tag: `tag ${n}` } }, { upsert: true });
    acknowledged.set(_id, n);
  }
}

/** Moves one from account to account until the server is gone. */
async function transfer(client: MongoClient): Promise<never> {
  for (;;) {
    await using session = client.startSession();
    session.startTransaction();
    await accounts(client).updateOne({ _id: 'a' }, { $inc: { n: -1 } }, { session });
    await accounts(client).updateOne({ _id: 'b' }, { $inc: { n: 1 } }, { session });
    await session.commitTransaction();
  }
}

async function compare(client: MongoClient, { acknowledged, sent }: Oracle): Promise<void> {
  const all = await counters(client).find().toArray();
  const found = new Map(all.map(({ _id, n }) => [_id, n]));
  expect(acknowledged.size).toBeGreaterThan(0);
  for (const [_id, n] of acknowledged) {
    expect(found.get(_id), `${_id}: acknowledged ${n}`).toBeGreaterThanOrEqual(n);
    expect(found.get(_id)).toBeLessThanOrEqual(sent.get(_id) ?? 0);
  }
  const byIndex = counters(client).find({ tag: { $gte: '' } });
  const indexed = await byIndex.hint({ tag: 1 }).toArray();
  expect(indexed.map(({ _id }) => _id).sort()).toEqual(all.map(({ _id }) => _id).sort());
  const balances = (await accounts(client).find().toArray()).map(({ n }) => n);
  expect(balances).toHaveLength(2);
  expect(balances[0]! + balances[1]!).toBe(TOTAL);
  expect(balances[1]).toBeGreaterThan(0);
}
