import { execFile } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp, restore, type Running, start } from '../../../src/server/embedded-mongo/index.ts';
import { CLI, launch, temporary } from './support.ts';

interface Account {
  _id: string;
  balance: number;
}

let path: string;
let remove: () => void;

beforeEach(() => {
  ({ path, remove } = temporary());
});

afterEach(() => remove());

const place = (name: string) => join(path, name);

async function withClient<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await new MongoClient(uri).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Opens a database for a moment. */
async function opened<T>(at: string, work: (client: MongoClient, server: Running) => Promise<T>): Promise<T> {
  const server = await start({ path: at });
  try {
    return await withClient(server.uri, (client) => work(client, server));
  } finally {
    await server.close();
  }
}

/** A small database with a unique index, and a backup of it. */
async function sample(): Promise<string> {
  await opened(place('data'), async (client) => {
    const people = client.db().collection<{ _id: number; name: string }>('people');
    await people.createIndex({ name: 1 }, { unique: true }, {});
    await people.insertMany(Array.from({ length: 300 }, (_, _id) => ({ _id, name: `person ${_id}` })));
  });
  await backUp({ path: place('data'), to: place('backup') });
  return place('backup');
}

const names = (client: MongoClient) => client.db().collection('people').distinct('name');

test('a backup under load holds one moment: what a transaction keeps equal is equal in it', async () => {
  const server = await launch(place('data'));
  await withClient(server.uri, async (client) => {
    const accounts = client.db().collection<Account>('accounts');
    await accounts.insertMany([
      { _id: 'a', balance: 1000 },
      { _id: 'b', balance: 1000 },
    ]);
    const ballast = Array.from({ length: 2000 }, (_, n) => ({ n, text: 'x'.repeat(2000) }));
    await client.db().collection('ballast').insertMany(ballast);
    const over = new AbortController();
    let transfers = 0;
    const transfer = () =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          await accounts.updateOne({ _id: 'a' }, { $inc: { balance: -1 } }, { session });
          await accounts.updateOne({ _id: 'b' }, { $inc: { balance: 1 } }, { session });
        }),
      );
    const load = (async () => {
      for (; !over.signal.aborted; transfers++) await transfer();
    })();
    const copies = [place('1.backup'), place('2.backup')];
    for (const to of copies) {
      const before = transfers;
      await promisify(execFile)(process.execPath, [CLI, 'backup', '--path', place('data'), '--to', to]);
      expect(transfers).toBeGreaterThan(before);
    }
    over.abort();
    await load;
    for (const [i, from] of copies.entries()) {
      restore({ from, path: place(`restored-${i}`) });
      const found = await opened(place(`restored-${i}`), async (restored) => [
        await restored.db().collection<Account>('accounts').find().toArray(),
        await restored.db().collection('ballast').countDocuments(),
      ]);
      expect(found[0]).toMatchObject([{ _id: 'a' }, { _id: 'b' }]);
      expect((found[0] as Account[]).reduce((sum, { balance }) => sum + balance, 0)).toBe(2000);
      expect(found[1]).toBe(ballast.length);
    }
  });
  expect(await server.stop()).toBe(0);
});

test('everything is back after the database is lost: documents, indexes, and resume tokens from before', async () => {
  const token = await opened(place('data'), async (client) => {
    const people = client.db().collection<{ _id: number; name: string }>('people');
    await people.createIndex({ name: 1 }, { unique: true }, {});
    await using stream = people.watch();
    await stream.tryNext();
    await people.insertOne({ _id: 1, name: 'Ada' });
    await people.insertOne({ _id: 2, name: 'Grace' });
    return (await stream.next())._id;
  });
  await backUp({ path: place('data'), to: place('backup') });
  restore({ from: place('backup'), path: place('elsewhere') });
  await opened(place('elsewhere'), async (client) => {
    const people = client.db().collection<{ _id: number; name: string }>('people');
    expect(await people.find({ name: 'Grace' }).toArray()).toEqual([{ _id: 2, name: 'Grace' }]);
    await expect(people.insertOne({ _id: 3, name: 'Ada' })).rejects.toMatchObject({ code: 11000 });
    await using stream = people.watch([], { resumeAfter: token });
    expect(await stream.next()).toMatchObject({ operationType: 'insert', documentKey: { _id: 2 } });
  });
});

test('what a killed server had acknowledged but not yet moved from its journal is in the backup', async () => {
  const server = await launch(place('data'));
  const client = await new MongoClient(server.uri).connect();
  await client.db().collection<{ _id: number }>('things').insertOne({ _id: 1 });
  await server.kill();
  await client.close(true);
  expect(existsSync(place('data/embedded.sqlite-wal'))).toBe(true);
  await backUp({ path: place('data'), to: place('backup') });
  restore({ from: place('backup'), path: place('restored') });
  const found = await opened(place('restored'), (restored) => restored.db().collection('things').find().toArray());
  expect(found).toEqual([{ _id: 1 }]);
});

test('a damaged, cut or foreign file is refused, and what was there stays', async () => {
  const backup = await sample();
  const refused = (from: string, reason: RegExp) => {
    expect(() => restore({ from, path: place('data'), replace: true })).toThrow(reason);
    expect(() => restore({ from, path: place('new') })).toThrow(reason);
    expect(existsSync(place('new/embedded.sqlite'))).toBe(false);
  };
  // One letter of one document: SQLite's structure is whole, the content is not.
  const changed = place('changed');
  copyFileSync(backup, changed);
  const at = readFileSync(backup).indexOf('person 123');
  const file = openSync(changed, 'r+');
  writeSync(file, 'q', at);
  closeSync(file);
  refused(changed, /changed cannot be restored: its content is not what was backed up/);
  const cut = place('cut');
  copyFileSync(backup, cut);
  truncateSync(cut, statSync(cut).size - 4096);
  refused(cut, /cut cannot be restored/);
  const plain = place('plain.sqlite');
  new DatabaseSync(plain).close();
  refused(plain, /plain.sqlite cannot be restored: it was not made by backup/);
  refused(import.meta.filename, /cannot be restored: file is not a database/);
  refused(place('nowhere'), /there is no backup/);
  const newer = place('newer');
  copyFileSync(backup, newer);
  const database = new DatabaseSync(newer);
  database.exec('PRAGMA user_version=999');
  database.close();
  refused(newer, /it was written by a newer version \(format 999/);
  expect(await opened(place('data'), names)).toHaveLength(300);
});

test('data are replaced only when that is asked for, and never under a server', async () => {
  const backup = await sample();
  await opened(place('data'), async (client) => {
    await client.db().collection<{ _id: number; name: string }>('people').insertOne({ _id: 300, name: 'late' });
    expect(() => restore({ from: backup, path: place('data'), replace: true })).toThrow(
      /already open in another process/,
    );
  });
  expect(() => restore({ from: backup, path: place('data') })).toThrow(/holds data already/);
  expect(await opened(place('data'), names)).toHaveLength(301);
  restore({ from: backup, path: place('data'), replace: true });
  expect(await opened(place('data'), names)).toHaveLength(300);
  await expect(backUp({ path: place('data'), to: backup })).rejects.toThrow(/already exists/);
  await expect(backUp({ path: place('nothing'), to: place('other') })).rejects.toThrow(/no database/);
});

test('the journal of a killed server is not taken for that of the backup put in its place', async () => {
  const backup = await sample();
  const server = await launch(place('data'));
  await withClient(server.uri, async (client) => {
    await client
      .db()
      .collection('people')
      .updateMany({}, { $set: { changed: true } });
    await server.kill();
    await client.close(true);
  });
  restore({ from: backup, path: place('data'), replace: true });
  const changed = await opened(place('data'), (client) =>
    client.db().collection('people').countDocuments({ changed: true }),
  );
  expect(changed).toBe(0);
});

test('npm run backup and restore work on the database of DATA_DIR, and leave a MongoDB to its own tools', async () => {
  const run = (script: string, args: string[], env: NodeJS.ProcessEnv) =>
    promisify(execFile)(process.execPath, [script, ...args], { env: { ...process.env, ...env } });
  await opened(place('home/db'), (client) => client.db().collection<{ _id: number }>('things').insertOne({ _id: 1 }));
  const here = { MONGODB_URI: '', DATA_DIR: place('home') };
  await run('scripts/backup.ts', [place('copy')], here);
  await expect(run('scripts/restore.ts', [place('copy')], here)).rejects.toThrow(/holds data already.*--replace/s);
  await run('scripts/restore.ts', [place('copy')], { ...here, DATA_DIR: place('other') });
  expect(await opened(place('other/db'), (client) => client.db().collection('things').countDocuments())).toBe(1);
  const elsewhere = { ...here, MONGODB_URI: 'mongodb://127.0.0.1/x' };
  await expect(run('scripts/backup.ts', [place('copy2')], elsewhere)).rejects.toThrow(/mongodump/);
});
