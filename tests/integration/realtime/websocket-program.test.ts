import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.ts';
import { startDatabase, type TestDatabase } from '../../support/database.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { startSidecarProcess, type SidecarProcess } from '../../support/sidecar-process.ts';

const run = promisify(execFile);
const program = join(root, 'tests/websocket-test.mjs');
const secrets = {
  JWT_SECRET: 'an access secret for tests, long enough',
  JWT_REFRESH_SECRET: 'a refresh secret for tests, long enough',
};

let database: TestDatabase;
let sidecar: SidecarProcess;
let server: TestServer;
beforeAll(async () => {
  database = await startDatabase();
  sidecar = await startSidecarProcess({ MONGODB_URI: database.uri, ...secrets });
  server = await startServer({ database, env: { REALTIME_URL: sidecar.url, ...secrets } });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await sidecar.stop();
  await database.stop();
});

test('the program anyone can run sees the main job through the web process’s own port', async () => {
  const { stdout } = await run(process.execPath, [program, server.url], { env: { PATH: process.env.PATH } });
  expect(stdout).toContain('everything came');
});

test('it says what is wrong, and ends with 1', async () => {
  const nobody = run(process.execPath, [program, 'http://127.0.0.1:9'], { env: { PATH: process.env.PATH } });
  await expect(nobody).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No server answers') as string,
  });
});
