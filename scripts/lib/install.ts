import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root } from './root.ts';

interface LockedPackage {
  version?: string;
  integrity?: string;
  optional?: boolean;
  devOptional?: boolean;
  dev?: boolean;
}
interface Lockfile {
  packages: Record<string, LockedPackage>;
}

function readLockfile(path: string): Lockfile {
  return JSON.parse(readFileSync(path, 'utf8')) as Lockfile;
}

/**
 * Whether what is installed is what the lockfile says: each locked package is there in that version. Optional packages
 * may be absent (they are for other platforms); development packages only count with `dev`.
 */
export function matches(locked: Lockfile, installed: Lockfile, { dev }: { dev: boolean }): boolean {
  return Object.entries(locked.packages).every(([path, entry]) => {
    if (path === '') return true;
    const there = installed.packages[path];
    if (there) return there.version === entry.version && there.integrity === entry.integrity;
    return Boolean(entry.optional) || (!dev && Boolean(entry.dev ?? entry.devOptional));
  });
}

function isInstalled(options: { dev: boolean }): boolean {
  const note = join(root, 'node_modules/.package-lock.json'); // npm's own record of what it put there
  return existsSync(note) && matches(readLockfile(join(root, 'package-lock.json')), readLockfile(note), options);
}

/** Installs what the lockfile says, unless it is there already. Ends the process with npm's message when that fails. */
export async function ensureInstalled(options: { dev: boolean }): Promise<void> {
  if (isInstalled(options)) return;
  console.log('Installing packages (the first time takes a minute) …');
  const code = await npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (code !== 0) {
    console.error('npm ci failed; its message is above.');
    process.exit(1);
  }
  rememberNode();
}

/** Runs npm under this Node, whatever Node the machine's own npm would take. */
function npm(args: string[]): Promise<number> {
  const cli = process.env.npm_execpath;
  const child = cli?.endsWith('npm-cli.js')
    ? spawn(process.execPath, [cli, ...args], { cwd: root, stdio: 'inherit' })
    : spawn('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code) => {
      done(code ?? 1);
    });
  });
}

/** `npm ci` empties node_modules, and with it the launcher's note of where the fetched Node 24 is. */
function rememberNode(): void {
  if (!process.env.THROUGHLINE_NODE) return;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'node24'), process.env.THROUGHLINE_NODE);
}
