import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAuditQuery } from '../../../src/lib/contracts/audit.ts';
import { createBackups } from '../../../src/server/backups/backups.ts';
import { restore, start } from '../../../src/server/embedded-mongo/index.ts';
import type { Environment } from '../../../src/server/env.ts';
import type { Ports } from '../../../src/server/ports/index.ts';
import { dumped, notDumped } from '../../../src/server/stores/data-dump.ts';
import { createApiKey } from '../../../src/server/use-cases/api-keys/create-key.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { updateCompanySettings } from '../../../src/server/use-cases/company/update-settings.ts';
import { backUpDaily } from '../../../src/server/use-cases/data/back-up-daily.ts';
import { deleteBackup } from '../../../src/server/use-cases/data/delete-backup.ts';
import { exportKeptMs, listExports } from '../../../src/server/use-cases/data/list-exports.ts';
import { readBackup } from '../../../src/server/use-cases/data/read-backup.ts';
import { readExport } from '../../../src/server/use-cases/data/read-export.ts';
import { startBackup } from '../../../src/server/use-cases/data/start-backup.ts';
import { startExport } from '../../../src/server/use-cases/data/start-export.ts';
import { requestPasswordReset } from '../../../src/server/use-cases/auth/request-password-reset.ts';
import { deleteTask } from '../../../src/server/use-cases/tasks/delete-task.ts';
import { unzip } from '../../support/unzip.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const signal = new AbortController().signal;
const run = (id: string, ports: Ports = world.ports) => runBatch(ports, id, { signal, isLastAttempt: true });

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

test('every collection is either exported or known to be none of it', () => {
  const names = Object.keys(world.connection.models);
  expect(names.filter((name) => !dumped.has(name) && !notDumped.has(name))).toEqual([]);
  expect([...dumped].filter((name) => notDumped.has(name))).toEqual([]);
});

describe('the export of everything', () => {
  test('holds all records in files by kind, and no secrets', async () => {
    const { admin } = world.as;
    const user = await world.member({ email: 'reset@example.com', passwordHash: 'a hash nobody may see' });
    await requestPasswordReset(world.ports, user.email, null);
    const request = { name: 'Zapier', permissions: ['tasks.read' as const], expiresAt: null };
    const { secret } = await createApiKey(admin, request);
    const customer = await world.customer();
    const [task, gone] = [await world.task({ title: 'Stays' }), await world.task({ title: 'Goes to the bin' })];
    await deleteTask(admin, { id: gone.id });

    const { id } = await startExport(admin);
    expect((await refusal(startExport(admin))).code).toBe('conflict');
    expect((await refusal(readExport(admin, id))).code).toBe('not_found');
    await run(id);
    const files = unzip(await bytesOf((await readExport(admin, id)).bytes));
    const recordsOf = (name: string) =>
      (files[`${name}.ndjson`] ?? '')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(recordsOf('customers').map((record) => record.id)).toEqual([customer.id]);
    expect(recordsOf('tasks').find((record) => record.id === task.id)).toMatchObject({
      title: 'Stays',
      deletedAt: null,
    });
    expect(recordsOf('tasks').find((record) => record.id === gone.id)?.deletedAt).toMatch(/^\d{4}-/);
    expect(recordsOf('members')).toHaveLength(4);
    expect(recordsOf('mails')[0]?.text).toContain('reset-password?token=…');
    const everything = Object.values(files).join('\n');
    for (const hidden of [user.passwordHash, secret, world.ports.tokens.keyDigest(secret), '$argon2', '"words"']) {
      expect(everything).not.toContain(hidden);
    }
  });

  test('is there for a day, for who may have it, and each time is on record', async () => {
    const { admin, seller } = world.as;
    expect((await refusal(startExport(seller))).code).toBe('forbidden');
    const [latest] = await listExports(admin);
    expect(latest?.file?.until).toBe(new Date(world.clock.now().getTime() + exportKeptMs).toISOString());
    expect((await refusal(readExport(seller, latest!.id))).code).toBe('forbidden');
    const { items } = await world.ports.audit.list(listAuditQuery.parse({ kind: 'exported' }));
    expect(items.map(({ subject }) => [subject?.type, subject?.id])).toEqual([
      ['data', latest!.id],
      ['data', null],
    ]);
    await world.ports.imports.dropFile(latest!.id); // as the database does when its time is over
    expect((await listExports(admin))[0]?.file).toBeNull();
    expect((await refusal(readExport(admin, latest!.id))).code).toBe('not_found');
  });
});

describe('backups', () => {
  let folder: string;
  let database: Awaited<ReturnType<typeof start>>;
  let ports: Ports;
  const asAdmin = () => ({ ...world.as.admin, ports });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'backups-'));
    const path = join(folder, 'db');
    database = await start({ path });
    const env = { DATA_DIR: folder, EMBEDDED_DATABASE: path } as Environment;
    ports = { ...world.ports, backups: createBackups(env) };
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  test('are made of a database in use, can be read and restored, and deleted', async () => {
    const { id } = await startBackup(asAdmin());
    await run(id, ports);
    const [backup] = await ports.backups.list();
    const { size, bytes } = await readBackup(asAdmin(), backup!.name);
    expect((await bytesOf(bytes)).length).toBe(size);
    restore({ from: join(folder, 'backups', backup!.name), path: join(folder, 'again') });
    expect(existsSync(join(folder, 'again'))).toBe(true);
    await deleteBackup(asAdmin(), backup!.name);
    expect(await ports.backups.list()).toEqual([]);
    expect((await refusal(readBackup(asAdmin(), backup!.name))).code).toBe('not_found');
  });

  test('names that lead elsewhere are none', async () => {
    for (const name of ['../db', '..%2Fdb', 'db', '/etc/passwd', '']) {
      expect((await refusal(readBackup(asAdmin(), name))).code, name).toBe('not_found');
      expect((await refusal(deleteBackup(asAdmin(), name))).code, name).toBe('not_found');
    }
  });

  test('are made daily when that is wished for, and only the newest are kept', async () => {
    expect(await backUpDaily(ports, signal)).toBe(false);
    await updateCompanySettings(asAdmin(), { patch: { backups: { daily: true, keep: 2 } } });
    const made: boolean[] = [];
    for (let day = 0; day < 3; day += 1) {
      made.push(await backUpDaily(ports, signal), await backUpDaily(ports, signal));
      world.clock.advance(24 * 60 * 60 * 1000);
    }
    expect(made).toEqual([true, false, true, false, true, false]);
    expect(await ports.backups.list()).toHaveLength(2);
  });

  test('of a MongoDB of one’s own are made with its tools', async () => {
    expect((await refusal(startBackup(world.as.admin))).code).toBe('conflict');
    expect(await world.ports.backups.list()).toEqual([]);
  });
});
