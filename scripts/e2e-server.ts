// The built product for the end-to-end tests: a fresh embedded database, free ports, nothing of the machine's own setup.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.ts';
import { main, runInForeground } from './lib/foreground.ts';
import { freePort } from './lib/ports.ts';

await main(async () => {
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'throughline-e2e-'));
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const { PATH, HOME } = process.env;
  await runInForeground({
    mode: 'production',
    env: {
      PATH,
      HOME,
      NODE_ENV: 'test',
      DATA_DIR: folder,
      PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
      RATE_LIMIT_API: '100000',
      RATE_LIMIT_LOGIN: '100000',
      RATE_LIMIT_PUBLIC: '100000',
      RATE_LIMIT_GENERATE: '100000',
    },
  });
});
