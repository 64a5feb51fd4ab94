import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { start, type Running } from '../../../src/server/embedded-mongo/index.ts';
import { readMessage, writeMessage } from '../../../src/server/embedded-mongo/wire.ts';
import { connect, createStores, UnusableDatabaseError } from '../../../src/server/stores/index.ts';
import { silent, system, testClock, testIds } from '../../support/ports.ts';
import { aTask } from '../../support/records.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tl-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const open = (uri: string) => connect({ MONGODB_URI: uri, MONGODB_POOL_SIZE: 5 }, silent);

describe('a server that is no replica set', () => {
  let server: Server | undefined;
  afterEach(() => new Promise((resolve) => server?.close(resolve)));

  /** Answers every command with what such a server says of itself. */
  async function serverThatSays(hello: object): Promise<string> {
    const common = { ok: 1, maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000 };
    const wire = { minWireVersion: 0, maxWireVersion: 25, readOnly: false };
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (message) => {
        const request = readMessage(message);
        socket.write(writeMessage(request, { ...common, ...wire, ...hello }));
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/crm`;
  }

  test('is refused with what makes it one', async () => {
    const refused = open(await serverThatSays({ isWritablePrimary: true, ismaster: true }));
    await expect(refused).rejects.toThrow(UnusableDatabaseError);
    await expect(refused).rejects.toThrow(/standalone server.*--replSet rs0.*rs\.initiate\(\)/);
  });

  test('is told from one that only waits to be initiated', async () => {
    const uri = await serverThatSays({
      isWritablePrimary: false,
      ismaster: false,
      secondary: false,
      isreplicaset: true,
    });
    const refused = open(uri);
    await expect(refused).rejects.toThrow(UnusableDatabaseError);
    await expect(refused).rejects.toThrow(/run once: mongosh .* 'rs\.initiate\(\)'/);
  });
});

test('an address that cannot be read is refused at once', async () => {
  await expect(open('mongodb://')).rejects.toThrow();
});

describe('a database that comes and goes', () => {
  const socket = () => join(directory, 'db.sock');
  const uri = () =>
    `mongodb://${encodeURIComponent(socket())}/crm?replicaSet=embedded&directConnection=true&connectTimeoutMS=2000&heartbeatFrequencyMS=1000`;
  const launch = (): Promise<Running> => start({ path: join(directory, 'data'), socket: socket() });

  test('is waited for, missed, and found again', async () => {
    const warn = vi.fn();
    const connecting = connect({ MONGODB_URI: uri(), MONGODB_POOL_SIZE: 5 }, { ...silent, warn });
    let server = await sleep(500).then(launch);
    const connection = await connecting;
    const ids = testIds();
    const stores = await createStores(connection, { clock: testClock(), ids });
    const seen: string[] = [];
    const wake = vi.fn();
    const stops = [
      await stores.generations.watch(({ id }) => seen.push(id)),
      await stores.outbox.watch({ onCommitted: wake, onNumbered: () => undefined }),
    ];
    const insert = () =>
      stores.commit({
        actor: system,
        events: [{ type: 'access.changed', userId: ids.next() }],
        write: (tx) => stores.tasks.insert(aTask(ids.next()), tx),
      });
    await insert();

    await server.close();
    wake.mockClear();
    await expect(stores.tasks.find(ids.next())).rejects.toMatchObject({
      code: 'unavailable',
      options: { retryAfter: 2 },
    });
    await expect(insert()).rejects.toMatchObject({ code: 'unavailable' });
    expect(wake).toHaveBeenCalled();
    const losses = () => warn.mock.calls.filter(([, message]) => message === 'The database connection is lost');
    expect(losses()).toHaveLength(1);

    server = await launch();
    await vi.waitFor(insert, { timeout: 50_000, interval: 200 });
    wake.mockClear();
    await insert();
    await vi.waitFor(() => expect(wake).toHaveBeenCalled(), { timeout: 50_000 });
    for (const stop of stops) await stop();
    await connection.close();
    expect(losses()).toHaveLength(1);
    await server.close();
  }, 180_000);
});
