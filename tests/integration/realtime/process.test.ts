import { expect, test } from 'vitest';
import { freePort } from '../../../scripts/lib/ports.ts';
import { startDatabase } from '../../support/database.ts';
import { startSidecarProcess } from '../../support/sidecar-process.ts';

test('without its database the sidecar is alive, says so, lets no socket in, and ends when asked', async () => {
  const nowhere = `mongodb://127.0.0.1:${await freePort()}/x?replicaSet=rs0`;
  const sidecar = await startSidecarProcess({ MONGODB_URI: nowhere }, 'The sidecar listens');
  const health = await fetch(`${sidecar.url}/healthz`);
  expect(health.status).toBe(200);
  expect(await health.json()).toEqual({ status: 'ok', database: 'away' });
  expect((await fetch(`${sidecar.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(403);
  expect(await sidecar.stop()).toBe(0);
});

test('with it, it goes to work and ends cleanly', async () => {
  const database = await startDatabase();
  const sidecar = await startSidecarProcess({ MONGODB_URI: database.uri });
  expect(await (await fetch(`${sidecar.url}/healthz`)).json()).toMatchObject({ database: 'up', sockets: 0 });
  expect((await fetch(`${sidecar.url}/healthz`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${sidecar.url}/healthz`, { method: 'HEAD' })).status).toBe(200);
  expect(await sidecar.stop()).toBe(0);
  await database.stop();
});

test('a gap in the environment is told by name, and the sidecar does not start', async () => {
  await expect(startSidecarProcess({ MONGODB_URI: 'http://nonsense' })).rejects.toThrow(/MONGODB_URI/);
});
