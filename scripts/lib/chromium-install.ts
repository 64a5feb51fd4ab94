import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installedChromium, isShell } from './chromium.ts';
import { commandPath } from './run.ts';

const downloadMs = 10 * 60_000;

/**
 * Makes sure that the browser tests find a Chromium: one that is installed, else Playwright's own download, else (as
 * root, where there is apt-get) Debian's package. In continuous integration Debian's headless shell is fetched even
 * beside a full one, because it is so much faster. Returns what the person has to do when none of it works.
 */
export function ensureChromium(): string | undefined {
  const found = installedChromium();
  if (process.env.CHROMIUM) return existsSync(process.env.CHROMIUM) ? undefined : `CHROMIUM=${found} does not exist.`;
  if (found && (isShell(found) || !process.env.CI)) return undefined;
  if (found) {
    installFromDebian();
    return undefined;
  }
  console.log('No Chromium here; fetching the one that Playwright ships …');
  if (attempt(process.execPath, [commandPath('playwright'), 'install', 'chromium', '--only-shell'])) return undefined;
  if (installFromDebian()) return undefined;
  return 'No Chromium for the browser tests. Install Chromium or Chrome, or set CHROMIUM to its path, and try again.';
}

function installFromDebian(): boolean {
  if (process.getuid?.() !== 0 || !attempt('apt-get', ['--version'], 'ignore')) return false;
  console.log("Installing Debian's package of Chromium's headless shell …");
  attempt('apt-get', ['update', '-q']);
  return attempt('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium-headless-shell']);
}

function attempt(command: string, args: string[], stdio: 'inherit' | 'ignore' = 'inherit'): boolean {
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: 'noninteractive',
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: process.env.PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT ?? '15000',
  };
  return spawnSync(command, args, { stdio, env, timeout: downloadMs }).status === 0;
}
