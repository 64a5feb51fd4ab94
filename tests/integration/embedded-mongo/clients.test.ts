import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountsOf } from './clients/accounts.ts';
import { launch, type Server, temporary } from './support.ts';

/** Several client processes on one server process, as web and sidecar are. */

const COUNT = 3;
const { path, remove } = temporary();
let server: Server;
let client: MongoClient;

beforeAll(async () => {
  server = await launch(path);
  client = await new MongoClient(server.uri).connect();
});

beforeEach(async () => {
  await accountsOf(client).deleteMany({});
  await accountsOf(client).insertMany(Array.from({ length: COUNT }, (_, _id) => ({ _id, balance: 100 })));
});

afterAll(async () => {
  await client.close();
  await server.stop();
  remove();
});

function run(script: string, ...args: unknown[]): ChildProcess {
  const file = join(import.meta.dirname, 'clients', script);
  return spawn(process.execPath, [file, server.uri, ...args.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function total(): Promise<number> {
  const all = await accountsOf(client).find().toArray();
  expect(all.every(({ balance }) => balance >= 0)).toBe(true);
  return all.reduce((sum, { balance }) => sum + balance, 0);
}

test('transactions of several processes on the same documents lose and invent nothing', async () => {
  const children = [1, 2, 3].map(() => run('transfer.ts', COUNT, 20));
  const ends = await Promise.all(children.map((child) => once(child, 'exit')));
  expect(ends).toEqual([1, 2, 3].map(() => [0, null]));
  expect(await total()).toBe(COUNT * 100);
});

// A transaction may last 20 s: within 15 s it can have ended only because its client was gone.
test('a process killed in a transaction holds up nobody', { timeout: 15_000 }, async () => {
  const child = run('hold.ts');
  await once(child.stdout!, 'data');
  const waiting = accountsOf(client).updateOne({ _id: 0 }, { $inc: { balance: 1 } });
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  expect(await waiting).toMatchObject({ modifiedCount: 1 });
  await client.withSession((session) =>
    session.withTransaction(() => accountsOf(client).updateOne({ _id: 0 }, { $inc: { balance: 1 } }, { session })),
  );
  expect(await total()).toBe(COUNT * 100 + 2);
});
