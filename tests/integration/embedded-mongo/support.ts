import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command line, as a file for Node. */
export const CLI = fileURLToPath(new URL('../../../src/server/embedded-mongo/cli.ts', import.meta.url));

/** A new directory, removed by `remove`. */
export function temporary(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'em-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface Server {
  uri: string;
  process: ChildProcess;
  /** Ends it at once, as a crash would. */
  kill: () => Promise<void>;
  /** Ends it by closing its standard input. */
  stop: () => Promise<number | null>;
}

/** Starts the command line in a process of its own. Rejects with what it wrote when it does not come up. */
export async function launch(path: string, ...more: string[]): Promise<Server> {
  const child = spawn(process.execPath, [CLI, '--path', path, '--parent-stdin', ...more], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  const line = await Promise.race([
    once(child.stdout, 'data').then(([chunk]) => String(chunk)),
    exited.then(() => Promise.reject(new Error(complaint))),
  ]);
  const { uri } = JSON.parse(line) as { uri: string };
  return {
    uri,
    process: child,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.stdin.end();
      const [code] = await exited;
      return code;
    },
  };
}
