import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.ts';
import { commandOf, descendantsOf, isAlive } from './processes.ts';
import { root } from './root.ts';

/** How long everything may take to end. */
const stopMs = 15_000;

export interface Running {
  url: string;
  npm: ChildProcess;
  /** From the command to the line with the address. */
  startMs: number;
  /** Stops it as a service manager would, by SIGTERM; rejects when a process is left over. */
  stop: () => Promise<void>;
}

/** Types `npm start` in the project, with an empty data folder, free ports and no AI key, and waits for the address. */
export async function npmStart(env: Record<string, string> = {}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-'));
  const begin = performance.now();
  const npm = spawn('npm', ['start'], {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      MONGODB_URI: '',
      OPENROUTER_API_KEY: '',
      SITE_URL: '',
      REGISTRATION: '',
      PORT: String(await freePort()),
      REALTIME_PORT: String(await freePort()),
      DATA_DIR: folder,
      ...env,
    },
  });
  const exited = once(npm, 'exit');
  const url = await new Promise<string>((done, fail) => {
    createInterface(npm.stdout).on('line', (line) => {
      console.log(line);
      const address = /is running at (http\S+)/.exec(line)?.[1];
      if (address) done(address);
    });
    void exited.then(([code]) => {
      fail(new Error(`npm start ended with code ${String(code)} before it answered.`));
    });
  });
  const startMs = performance.now() - begin;
  const stop = async () => {
    const processes = npm.pid ? descendantsOf(npm.pid) : [];
    npm.kill('SIGTERM');
    await exited;
    await allEnded(processes);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, npm, startMs, stop };
}

async function allEnded(processes: number[]): Promise<void> {
  const deadline = Date.now() + stopMs;
  while (processes.some(isAlive) && Date.now() < deadline) await sleep(50);
  const left = processes.filter(isAlive);
  if (left.length > 0) throw new Error(`Still running after npm start was stopped: ${left.map(commandOf).join(', ')}`);
}
