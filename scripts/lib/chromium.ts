import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

/** Chromium without what only a window needs: the same pages in some 60 % of the time. */
const shells = ['chromium-headless-shell', 'chrome-headless-shell'];
const names = [...shells, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const macApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The Chromium that is installed already: `CHROMIUM`, else the first known name on `PATH` (a headless shell
 * before a full one), else the usual macOS apps.
 * Undefined when there is none; Playwright then uses its own download.
 */
export function installedChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.CHROMIUM) return env.CHROMIUM;
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...macApps].find((path) => existsSync(path));
}

export const isShell = (path: string): boolean => shells.includes(basename(path));

/** How every browser test starts Chromium: without a sandbox (containers run as root) and without calls home. */
export function launchOptions() {
  const executablePath = installedChromium();
  return {
    ...(executablePath ? { executablePath } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
