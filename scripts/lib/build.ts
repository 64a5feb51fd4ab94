import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './environment.ts';
import { root } from './root.ts';
import { commandPath } from './run.ts';

const inputs = ['src', 'public', 'astro.config.mjs', 'astro.config.ts', 'package-lock.json', 'tsconfig.json'];
const stamp = join(root, 'dist/.sources');

/** A digest of all that the build reads: every path and every content under `inputs`. */
export function digestOf(folder: string, paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const full = join(folder, path);
    if (!existsSync(full)) continue;
    const files = statSync(full).isDirectory()
      ? readdirSync(full, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [full];
    for (const file of files)
      hash
        .update(`${file.slice(folder.length)}\0`)
        .update(readFileSync(file))
        .update('\0');
  }
  return hash.digest('hex');
}

/** Builds the product unless `dist` was built from just these sources. */
export async function ensureBuilt(): Promise<void> {
  const digest = digestOf(root, inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.log('Building (some twenty seconds) …');
  rmSync(stamp, { force: true });
  await astroBuild();
  writeFileSync(stamp, digest);
}

/** `astro build`, quiet unless it fails. */
function astroBuild(): Promise<void> {
  const child = spawn(process.execPath, [commandPath('astro'), 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => output.push(data.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) done();
      else fail(new StartError(`${output.join('')}\nThe build failed; its messages are above.`));
    });
  });
}
