import { join } from 'node:path';
import { waitForAnswer } from './answers.ts';
import { dataFolder, ensureSecrets, StartError, type Environment } from './environment.ts';
import { claimAddresses, type Addresses } from './ports.ts';
import { cache } from './root.ts';
import { commandPath } from './run.ts';
import { Service } from './service.ts';
import { smallHeap } from './small-heap.ts';

const stopGraceMs = 10_000;
const endWithParent = ['--import', new URL('end-with-parent.mjs', import.meta.url).href];

export type Mode = 'production' | 'development';

/** Node's arguments for web and sidecar. */
const commands: Record<Mode, { web: (at: Addresses) => string[]; sidecar: string[] }> = {
  production: {
    web: () => [...smallHeap, ...endWithParent, 'src/server/web/main.ts'],
    sidecar: [...smallHeap, ...endWithParent, 'src/server/realtime/main.ts'],
  },
  development: {
    web: (at) => [...endWithParent, commandPath('astro'), 'dev', '--host', at.HOST, '--port', at.PORT],
    sidecar: [...endWithParent, '--watch', '--watch-preserve-output', 'src/server/realtime/main.ts'],
  },
};

export interface Options {
  mode: Mode;
  env: Environment;
  print?: (line: string) => void;
}

export interface Throughline {
  /** Resolves to the address to open when web and sidecar answer; rejects with a StartError when a part keeps failing. */
  ready: Promise<string>;
  /** Resolves to the reason when a part keeps failing, at the start or later. */
  failed: Promise<string>;
  /** Process ids of what runs now, by name. */
  pids: () => Record<string, number | undefined>;
  /** Stops web and sidecar, then the database. */
  stop: () => Promise<void>;
  /** Ends everything at once. */
  kill: () => void;
}

/**
 * Starts database (the embedded one unless `MONGODB_URI` is set), sidecar and web, and keeps them running.
 *
 * @throws StartError before anything is started, when a port is taken or a production secret is missing
 */
export async function startThroughline({ mode, env, print = console.log }: Options): Promise<Throughline> {
  const secrets = ensureSecrets(env);
  const at = await claimAddresses(env);
  /** What the children see; the database's address joins it when known. */
  const shared: Environment = {
    NODE_COMPILE_CACHE: join(cache, 'compile'),
    ...env,
    ...secrets,
    ...at,
    DATA_DIR: dataFolder(env),
    EMBEDDED_DATABASE: env.MONGODB_URI ? '' : join(dataFolder(env), 'db'),
    ASTRO_TELEMETRY_DISABLED: '1',
  };
  const failure = Promise.withResolvers<string>();
  const common = { env: () => shared, print, onGiveUp: failure.resolve };
  const sidecar = new Service({ ...common, name: 'sidecar', args: () => commands[mode].sidecar });
  const web = new Service({ ...common, name: 'web', args: () => commands[mode].web(at) });
  const clients = [web, sidecar];

  const databaseAddress = Promise.withResolvers<undefined>();
  const database = new Service({
    ...common,
    name: 'database',
    args: () => [
      ...smallHeap,
      'src/server/embedded-mongo/cli.ts',
      '--path',
      join(dataFolder(env), 'db'),
      '--parent-stdin',
    ],
    onLine: (line) => {
      const uri = addressIn(line);
      if (!uri) return false;
      const moved = shared.MONGODB_URI !== undefined && shared.MONGODB_URI !== uri;
      shared.MONGODB_URI = uri;
      if (moved) for (const client of clients) client.restart();
      databaseAddress.resolve(undefined);
      return true;
    },
  });

  const stopped = new AbortController();
  const start = async (): Promise<string> => {
    if (!shared.MONGODB_URI) {
      database.start();
      await databaseAddress.promise;
    }
    if (!stopped.signal.aborted) for (const client of clients) client.start();
    const host = reachable(at.HOST);
    await Promise.all([
      waitForAnswer(`http://${host}:${at.PORT}${mode === 'production' ? '/readyz' : '/'}`, stopped.signal),
      waitForAnswer(`http://${reachable(at.REALTIME_HOST)}:${at.REALTIME_PORT}/healthz`, stopped.signal),
    ]);
    return env.SITE_URL ?? `http://${host}:${at.PORT}`;
  };
  const failedStart = failure.promise.then((reason) => {
    throw new StartError(reason);
  });

  return {
    ready: Promise.race([start(), failedStart]),
    failed: failure.promise,
    pids: () => ({ database: database.pid, sidecar: sidecar.pid, web: web.pid }),
    stop: async () => {
      stopped.abort();
      await Promise.all(clients.map((client) => client.stop(stopGraceMs)));
      await database.stop(stopGraceMs);
    },
    kill: () => {
      for (const service of [...clients, database]) service.kill();
    },
  };
}

/** The address in the one line by which the embedded database says that it is ready. */
function addressIn(line: string): string | undefined {
  return line.startsWith('{"uri"') ? (JSON.parse(line) as { uri: string }).uri : undefined;
}

/** An address that a browser on this machine can open for a server listening at `host`. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
