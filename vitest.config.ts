import tailwindcss from '@tailwindcss/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { launchOptions } from './scripts/lib/chromium.ts';
import { renderOnServer } from './tests/browser/support/server-command.ts';
import * as sidecar from './tests/browser/support/sidecar-commands.ts';

/** Modules are loaded once for all files: half of the time was that. What a test stubs is put back after it. */
const oneWorld = { isolate: false, unstubGlobals: true };

/** Files that wait until leases of the dead run out begin first: others use the time meanwhile. */
class LongWaitsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const waits = ({ moduleId }: TestSpecification) => moduleId.includes('killed-worker');
    const sorted = await super.sort(files);
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}

const ninety = { lines: 90 };

// Plans are dated in the company's time zone, which is the process's: tests have theirs, wherever they run.
process.env.TZ = 'UTC';

export default defineConfig({
  test: {
    sequence: { sequencer: LongWaitsFirst },
    coverage: {
      provider: 'v8',
      reporter: ['text-summary', 'json-summary', 'html'],
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.d.ts'],
      thresholds: { lines: 80, 'src/lib/**': ninety, 'src/server/use-cases/**': ninety },
    },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/seed.ts'],
          ...oneWorld,
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/{integration,security,faults}/**/*.test.ts'],
          setupFiles: ['tests/support/seed.ts'],
          ...oneWorld,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'long',
          environment: 'node',
          include: ['tests/long/**/*.test.ts'],
          testTimeout: 15 * 60_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        plugins: [tailwindcss(), sidecar.sidecarPlugin()],
        // All of it found before the first test: a library met later would reload the page in the middle of one.
        optimizeDeps: {
          entries: ['tests/browser/**/*.test.ts', 'src/components/**/*.ts'],
          include: ['axe-core', 'socket.io-client'],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 30_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
            commands: {
              renderOnServer,
              tellEveryone: sidecar.tellEveryone,
              whatWasHeard: sidecar.whatWasHeard,
              cutConnections: sidecar.cutConnections,
              endConnections: sidecar.endConnections,
            },
          },
        },
      },
    ],
  },
});
