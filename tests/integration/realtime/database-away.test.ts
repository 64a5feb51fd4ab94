import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.ts';
import { newTask, realtimeWorld, type Client, type RealtimeWorld } from './world.ts';

let folder: string;
let engine: { process: ChildProcess; uri: string };
let world: RealtimeWorld;

/** The embedded database as a process of its own, always at the same address. */
async function open(): Promise<typeof engine> {
  const program = join(root, 'src/server/embedded-mongo/cli.ts');
  const where = ['--path', join(folder, 'db'), '--socket', join(folder, 'db.sock')];
  const process_ = spawn(process.execPath, [program, ...where], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(process_.stdout), 'line')) as [string];
  return { process: process_, uri: (JSON.parse(line) as { uri: string }).uri };
}
async function kill(): Promise<void> {
  const gone = once(engine.process, 'exit');
  engine.process.kill('SIGKILL');
  await gone;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tl-'));
  engine = await open();
  world = await realtimeWorld({ uri: engine.uri, stop: kill });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const isPlanned = (client: Client, id: string) =>
  client.all('task_update').some(({ task }) => task.id === id && task.aiGenerated !== null);

test(
  'while the database is away sockets stay; once it is back, events and plans go on',
  { timeout: 90_000 },
  async () => {
    const sidecar = await world.sidecar();
    const dana = await world.login();
    const client = world.connect(sidecar, { token: dana.token });
    await client.authenticated();
    const before = await newTask(dana);
    await client.until(() => isPlanned(client, before.task.id));

    await kill();
    await expect(newTask(dana)).rejects.toThrow();
    expect((await fetch(`${sidecar.url}/healthz`)).status).toBe(200);

    engine = await open();
    const after = await newTask(dana);
    await client.until(() => isPlanned(client, after.task.id), 30_000);
    expect(client.socket.connected).toBe(true);
    expect(client.all('auth_error')).toEqual([]);
  },
);
