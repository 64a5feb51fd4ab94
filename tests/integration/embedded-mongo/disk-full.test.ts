import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Collection, MongoClient, MongoServerError } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { launch, temporary } from './support.ts';

interface Item {
  _id: number;
  text: string;
}

/** Makes a directory a small file system of its own; what to say when that is not possible here. */
function mountSmall(path: string): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', path], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `a small file system cannot be mounted here (needs root on Linux): ${(error as Error).message}`;
  }
}

/** Inserts until it is refused; what was acknowledged, and the refusal. */
async function fill(items: Collection<Item>, acknowledged: number[], from: number): Promise<unknown> {
  const insert = async (_id: number) => {
    await items.insertOne({ _id, text: String(_id).padEnd(20_000, '.') });
    acknowledged.push(_id);
  };
  for (let next = from; ; next += 8) {
    const results = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => insert(next + i)));
    const refused = results.find((result) => result.status === 'rejected');
    if (refused) return refused.reason;
  }
}

async function expectAll(items: Collection<Item>, acknowledged: number[]): Promise<void> {
  const found = new Set((await items.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id));
  expect(acknowledged.filter((_id) => !found.has(_id))).toEqual([]);
  const indexed = await items
    .find({ text: { $gte: '' } })
    .hint({ text: 1 })
    .toArray();
  expect(new Set(indexed.map(({ _id }) => _id))).toEqual(found);
}

test('a full disk refuses writes, loses nothing, and is forgotten once there is room', async ({ skip }) => {
  const { path, remove } = temporary();
  onTestFinished(remove);
  const impossible = mountSmall(path);
  if (impossible) return skip(impossible);
  onTestFinished(() => void execFileSync('umount', ['-l', path]));
  const ballast = join(path, 'ballast');
  writeFileSync(ballast, Buffer.alloc(4 * 2 ** 20));
  const server = await launch(join(path, 'data'));
  const client = await new MongoClient(server.uri).connect();
  const items = client.db().collection<Item>('items');
  await items.createIndex({ text: 1 }, {}, {});
  const acknowledged: number[] = [];

  const refusal = await fill(items, acknowledged, 0);
  expect(refusal).toBeInstanceOf(MongoServerError);
  expect(refusal).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' });
  expect(acknowledged.length).toBeGreaterThan(10);
  await expectAll(items, acknowledged);
  const transfer = client.withSession((session) =>
    session.withTransaction(async () => {
      await items.insertOne({ _id: -1, text: 'x'.repeat(5_000_000) }, { session });
    }),
  );
  await expect(transfer).rejects.toMatchObject({ code: 14031 });
  expect(await items.countDocuments({ _id: -1 })).toBe(0);

  rmSync(ballast);
  await items.insertOne({ _id: -2, text: 'there is room' });
  acknowledged.push(-2);
  await fill(items, acknowledged, 100_000);
  await client.close();
  await server.kill();

  const again = await launch(join(path, 'data'));
  const other = await new MongoClient(again.uri).connect();
  await expectAll(other.db().collection<Item>('items'), acknowledged);
  await other.close();
  expect(await again.stop()).toBe(0);
});
