import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './scripts/lib/chromium.ts';
import { cache } from './scripts/lib/root.ts';

/** Set by `wait` below, from what the server prints, before the workers start. */
const baseURL = process.env.E2E_URL;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['line'], ['json', { outputFile: join(cache, 'reports/playwright.json') }]],
  // The very first account becomes the administrator: one journey makes it before all others run.
  projects: [
    { name: 'first-start', testMatch: /first-start\.setup\.ts/ },
    { name: 'journeys', testMatch: /\.spec\.ts/, dependencies: ['first-start'] },
  ],
  use: {
    ...devices['Desktop Chrome'],
    ...(baseURL ? { baseURL } : {}),
    // A trace of every test costs a fifth of the time: `--trace on` when one is to be understood.
    screenshot: 'only-on-failure',
    launchOptions: launchOptions(),
  },
  ...(baseURL
    ? {}
    : {
        webServer: {
          command: 'node scripts/e2e-server.ts',
          wait: { stdout: /is running at (?<e2e_url>http:\S+)/ },
          timeout: 60_000,
          gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
          stderr: 'pipe',
        },
      }),
});
