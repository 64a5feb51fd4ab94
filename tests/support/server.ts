import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/ports.ts';
import { root } from '../../scripts/lib/root.ts';
import { ApiClient } from './api-client.ts';
import { built } from './build.ts';
import { startDatabase, type TestDatabase } from './database.ts';

export interface TestServer {
  url: string;
  database: TestDatabase;
  /** A client nobody has logged in with. */
  client(): ApiClient;
  /** The lines of the log so far, each a JSON object. */
  log: string[];
  process: ChildProcess;
  /** Stops the process, and the database if it was started here. Answers the process’s exit code. */
  stop(): Promise<number | null>;
}

export interface ServerOptions {
  /** Besides what every test server gets: wide limits, secrets of its own, NODE_ENV=test. */
  env?: Record<string, string>;
  /** To share one, say between two servers; it then stays when the server stops. */
  database?: TestDatabase;
  /** False does not wait for /readyz. */
  waitReady?: boolean;
}

const startMs = 30_000;
const wide = '1000000';

/** The web process as it runs in production, on a port of its own and an empty database; built first when needed. */
export async function startServer({ env = {}, database, waitReady = true }: ServerOptions = {}): Promise<TestServer> {
  await built();
  const own = database ?? (await startDatabase());
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { PATH, HOME, NODE_V8_COVERAGE } = process.env;
  const child = spawn(process.execPath, ['src/server/web/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH,
      HOME,
      ...(NODE_V8_COVERAGE && { NODE_V8_COVERAGE }),
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      MONGODB_URI: own.uri,
      JWT_SECRET: 'an access secret for tests, long enough',
      JWT_REFRESH_SECRET: 'a refresh secret for tests, long enough',
      REALTIME_URL: 'http://127.0.0.1:9',
      RATE_LIMIT_API: wide,
      RATE_LIMIT_LOGIN: wide,
      RATE_LIMIT_PUBLIC: wide,
      RATE_LIMIT_LEADS: wide,
      RATE_LIMIT_GENERATE: wide,
      ...env,
    },
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => log.push(line));
  const stop = async () => {
    const gone = child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    if (!database) await own.stop();
    return child.exitCode;
  };
  try {
    await answering(waitReady ? `${url}/readyz` : `${url}/healthz`, child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, database: own, client: () => new ApiClient(url), log, process: child, stop };
}

async function answering(url: string, child: ChildProcess, log: readonly string[]): Promise<void> {
  const until = Date.now() + startMs;
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`The server did not start:\n${log.slice(-20).join('\n')}`);
}
