import { Binary, Long } from 'bson';
import { MongoClient } from 'mongodb';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Connection } from '../../../src/server/embedded-mongo/commands/context.ts';
import { dispatch } from '../../../src/server/embedded-mongo/commands/dispatch.ts';
import { Engine } from '../../../src/server/embedded-mongo/engine.ts';
import { expectNothingLost } from './kill-rounds.ts';
import { launch, temporary } from './support.ts';

const connection: Connection = { id: 1, appName: undefined, destroy: () => undefined, closed: false };

test('no acknowledged write is lost when the server is killed (5 rounds)', { timeout: 120_000 }, () =>
  expectNothingLost(5),
);

test('a retryable write repeated after a restart is not done twice', async () => {
  const { path, remove } = temporary();
  const lsid = { id: new Binary(Buffer.alloc(16, 7), Binary.SUBTYPE_UUID) };
  const command = {
    update: 'things',
    updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }],
    lsid,
    txnNumber: Long.fromNumber(1),
    $db: 'test',
  };
  try {
    const first = new Engine({ path });
    const reply = await dispatch(first, connection, command, 'test');
    expect(reply).toMatchObject({ ok: 1, n: 1, upserted: [{ index: 0, _id: 1 }] });
    await first.close();
    const second = new Engine({ path });
    expect(await dispatch(second, connection, command, 'test')).toMatchObject({ ok: 1, n: 1, upserted: [{ _id: 1 }] });
    expect(await dispatch(second, connection, { count: 'things', query: { n: 1 } }, 'test')).toMatchObject({ n: 1 });
    const older = { ...command, txnNumber: Long.fromNumber(0) };
    expect(await dispatch(second, connection, older, 'test')).toMatchObject({ ok: 0, code: 225 });
    await second.close();
  } finally {
    remove();
  }
});

/** An engine with an empty collection and, from then on, another way to the disk. */
async function engineOn(sync: () => Promise<void>): Promise<{ engine: Engine; faults: Error[] }> {
  const { path, remove } = temporary();
  const faults: Error[] = [];
  const engine = new Engine({ path, onFault: (error) => faults.push(error) });
  await dispatch(engine, connection, { create: 'things', $db: 'test' }, 'test');
  engine.database.disk.sync = sync;
  onTestFinished(async () => {
    await engine.close();
    remove();
  });
  return { engine, faults };
}

const insert = (_id: number) => ({ insert: 'things', documents: [{ _id }], $db: 'test' });

test('a write is answered, and shown to change streams, when it is on disk; reads do not wait for it', async () => {
  const disk = Promise.withResolvers<undefined>();
  const { engine } = await engineOn(() => disk.promise);
  const before = engine.changes.last;
  let answered = false;
  const written = dispatch(engine, connection, insert(1), 'test').finally(() => (answered = true));
  const count = { count: 'things', query: { _id: 1 }, $db: 'test' };
  await vi.waitFor(async () => expect(await dispatch(engine, connection, count, 'test')).toMatchObject({ n: 1 }));
  expect(engine.changes.after(before, 10)).toEqual([]);
  expect(answered).toBe(false);
  disk.resolve(undefined);
  expect(await written).toMatchObject({ ok: 1, n: 1 });
  expect(engine.changes.after(before, 10)).toMatchObject([{ op: 'insert' }]);
});

test('when a commit does not reach the disk it is refused, and so is all that comes after it', async () => {
  const { engine, faults } = await engineOn(() => Promise.reject(new Error('EIO: i/o error, fdatasync')));
  const waiting = [1, 2].map((_id) => dispatch(engine, connection, insert(_id), 'test'));
  const refusal = { ok: 0, errmsg: expect.stringContaining('EIO') as string };
  for (const reply of await Promise.all(waiting)) expect(reply).toMatchObject(refusal);
  expect(await dispatch(engine, connection, insert(3), 'test')).toMatchObject(refusal);
  expect(faults).toHaveLength(1);
});

test('a change stream resumes after a restart', async () => {
  const { path, remove } = temporary();
  try {
    const first = await launch(path);
    const client = await new MongoClient(first.uri).connect();
    const things = client.db().collection<{ _id: number }>('things');
    const stream = things.watch();
    await stream.tryNext();
    const token = stream.resumeToken;
    await things.insertOne({ _id: 1 });
    await stream.close();
    await client.close();
    await first.kill();

    const second = await launch(path);
    const again = await new MongoClient(second.uri).connect();
    const resumed = again.db().collection('things').watch([], { resumeAfter: token });
    expect(await resumed.next()).toMatchObject({ operationType: 'insert', documentKey: { _id: 1 } });
    await resumed.close();
    await again.close();
    await second.stop();
  } finally {
    remove();
  }
});

test('a second opener is refused by name, and a lock left by a killed process is taken over', async () => {
  const { path, remove } = temporary();
  try {
    const first = await launch(path);
    await expect(launch(path)).rejects.toThrow(/already open in another process \(\d+\)/);
    await first.kill();
    const second = await launch(path);
    expect(await second.stop()).toBe(0);
  } finally {
    remove();
  }
});
