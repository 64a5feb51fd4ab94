// The built product for the end-to-end tests: a fresh embedded database, free ports, nothing of the machine's own setup.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAiProvider } from '../tests/support/ai-provider.ts';
import { ensureBuilt } from './lib/build.ts';
import { main, runInForeground } from './lib/foreground.ts';
import { freePort } from './lib/ports.ts';

const qualityModel = 'stand-in/thorough';

await main(async () => {
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'throughline-e2e-'));
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  // A model that answers as a real one does, step by step; goals are planned by it rather than locally.
  const provider = await startAiProvider({ mode: 'good', firstMs: 300, pieceMs: 45 });
  // The thorough model never gets to its first step: after six seconds the fast one takes over.
  provider.use('drip', qualityModel);
  const { PATH, HOME } = process.env;
  await runInForeground({
    mode: 'production',
    env: {
      PATH,
      HOME,
      NODE_ENV: 'test',
      TZ: 'UTC',
      DATA_DIR: folder,
      PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
      OPENROUTER_BASE_URL: provider.url,
      AI_QUALITY_MODEL: qualityModel,
      OPENROUTER_API_KEY: 'stand-in',
      AI_REQUESTS_PER_MINUTE: '100000',
      RATE_LIMIT_API: '100000',
      RATE_LIMIT_LOGIN: '100000',
      RATE_LIMIT_PUBLIC: '100000',
      RATE_LIMIT_LEADS: '100000',
      RATE_LIMIT_GENERATE: '100000',
    },
  });
});
