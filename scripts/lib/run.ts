import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.ts';
import { root } from './root.ts';

/** Commands whose package has another name. */
const packages: Record<string, string> = {
  tsc: 'typescript-native',
  playwright: '@playwright/test',
  'astro-check': '@astrojs/check',
};

/**
 * Runs a script of this folder (in this process), or a command of an installed package, after installing what the
 * lockfile says where that has not been done.
 */
export async function run([command, ...args]: string[]): Promise<void> {
  if (!command) throw new Error('Usage: node scripts/run.mjs <script.ts | command> [arguments]');
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  await ensureInstalled({ dev: command !== 'scripts/start.ts' });
  if (command.endsWith('.ts')) {
    const file = resolve(root, command);
    process.argv.splice(1, process.argv.length - 1, file, ...args);
    await import(pathToFileURL(file).href);
    return;
  }
  process.exitCode = await runCommand(command, args);
}

/** Runs a package's command under this Node, with this terminal. Resolves to its exit code. */
export function runCommand(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const child = spawn(process.execPath, [commandPath(command), ...args], { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code) => {
      done(code ?? 1);
    });
  });
}

/** The JavaScript file behind a package's command. */
export function commandPath(command: string): string {
  const folder = join(root, 'node_modules', packages[command] ?? command);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const path = typeof bin === 'string' ? bin : bin[command];
  if (!path) throw new Error(`${folder} has no command ${command}.`);
  return join(folder, path);
}
