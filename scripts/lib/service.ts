import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Environment } from './environment.ts';
import { root } from './root.ts';

/** A start that ends sooner than this counts as a failed one. */
const quickMs = 15_000;
const attempts = 5;
const firstDelayMs = 250;

export interface ServiceOptions {
  name: string;
  /** Arguments for Node; read at each start. */
  args: () => string[];
  /** The child's whole environment; read at each start. */
  env: () => Environment;
  /** Sees each line of standard output first; true keeps it from being printed. */
  onLine?: (line: string) => boolean;
  print: (line: string) => void;
  /** Called when the service has failed `attempts` times in a row. */
  onGiveUp: (message: string) => void;
}

/**
 * A child process that is started again, after a growing delay, when it ends by itself. It runs in a process group of
 * its own, so that Ctrl-C reaches the supervisor alone; its standard input is a pipe, whose end tells the child that
 * the supervisor is gone.
 */
export class Service {
  readonly #options: ServiceOptions;
  #child: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;
  #failures = 0;

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    const { name, args, env, onLine, print } = this.#options;
    const started = Date.now();
    const child = spawn(process.execPath, args(), {
      cwd: root,
      detached: process.platform !== 'win32',
      env: env(),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdin.on('error', () => undefined); // a child that ended already
    createInterface(child.stdout).on('line', (line) => {
      if (!onLine?.(line)) print(`[${name}] ${line}`);
    });
    createInterface(child.stderr).on('line', (line) => {
      print(`[${name}] ${line}`);
    });
    child.on('error', (error) => {
      print(`[${name}] ${error.message}`);
    });
    child.on('close', (code, signal) => {
      this.#child = undefined;
      if (!this.#stopping) this.#ended(signal ?? `code ${String(code)}`, Date.now() - started);
    });
  }

  #ended(how: string, livedMs: number): void {
    const { name, print, onGiveUp } = this.#options;
    this.#failures = livedMs < quickMs ? this.#failures + 1 : 1;
    if (this.#failures >= attempts) {
      onGiveUp(`${name} ended ${attempts} times in a row, the last time with ${how}. What it said is above.`);
      return;
    }
    const delay = firstDelayMs * 2 ** (this.#failures - 1);
    print(`[${name}] ended with ${how}; starting it again in ${delay} ms.`);
    this.#timer = setTimeout(() => {
      this.start();
    }, delay);
  }

  /** Asks the child to end, and ends it after `graceMs`. Resolves when it is gone. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((done) => child.once('close', done));
    child.kill('SIGTERM');
    const timer = setTimeout(() => {
      this.#options.print(`[${this.#options.name}] did not stop within ${graceMs / 1000} s; ending it.`);
      this.kill();
    }, graceMs);
    await gone;
    clearTimeout(timer);
  }

  /** Ends the child and what it started, at once. */
  kill(): void {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const pid = this.#child?.pid;
    if (!pid) return;
    try {
      if (process.platform === 'win32') this.#child?.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // gone already
    }
  }

  /** Ends the child so that it comes back with the arguments and environment of now. */
  restart(): void {
    this.#failures = 0;
    this.#child?.kill('SIGTERM');
  }
}
