import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate as turnOfTheLoop, setTimeout as sleep } from 'node:timers/promises';
import { REPLICA_SET } from './commands/admin.ts';
import { serve, type Client } from './connection.ts';
import { Engine, type EngineOptions } from './engine.ts';
import { sweep } from './ttl.ts';

export interface ServerOptions extends EngineOptions {
  /** The socket's path, ending in .sock; by default a new one in a private directory under the system's temporary one. */
  socket?: string;
  /** The database the URI names (default `throughline`). */
  databaseName?: string;
  /** Milliseconds between removals of expired documents (default 60,000). */
  sweepInterval?: number;
}

/** A running server. */
export interface Running {
  /** A MongoDB connection string for any client on this machine run by the same user. */
  uri: string;
  socket: string;
  /** Answers what is under way, makes it durable, closes the file. */
  close: () => Promise<void>;
}

/** Clients hear within so many milliseconds that idle connections ended. */
const GOODBYE_MS = 10;
const GOODBYE_TURNS = 3;
/** Most systems allow 104 to 108 bytes for a socket's path. */
const MAX_SOCKET_PATH = 103;

/** Opens a database and serves it on a Unix socket that only this user can reach. */
export async function start(options: ServerOptions): Promise<Running> {
  const engine = new Engine(options);
  const clients = new Map<Socket, Client>();
  let connections = 0;
  const server = createServer((socket) => {
    socket.on('close', () => clients.delete(socket));
    clients.set(socket, serve(engine, socket, ++connections));
  });
  try {
    const { path, cleanUp } = socketPath(options.socket);
    await listen(server, path);
    chmodSync(path, 0o600);
    const timer = sweeping(engine, options.sweepInterval ?? 60_000);
    const close = async (): Promise<void> => {
      clearInterval(timer.interval);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Idle ones first, the drivers' monitors among them: one that is asked while its connection goes waits for ever.
      for (const [socket, client] of clients) if (!client.isWorking()) socket.destroy();
      await sleep(GOODBYE_MS);
      // Clients in this process hear of it when the loop has come round, however late that is.
      for (let turn = 0; turn < GOODBYE_TURNS; turn++) await turnOfTheLoop();
      for (const socket of clients.keys()) socket.destroy();
      await closed;
      await timer.done();
      await engine.close();
      cleanUp();
    };
    let closing: Promise<void> | undefined;
    return {
      uri: uriOf(path, options.databaseName ?? 'throughline'),
      socket: path,
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function uriOf(socket: string, database: string): string {
  return `mongodb://${encodeURIComponent(socket)}/${database}?replicaSet=${REPLICA_SET}&directConnection=true`;
}

function sweeping(engine: Engine, every: number): { interval: NodeJS.Timeout; done: () => Promise<void> } {
  let current: Promise<void> = Promise.resolve();
  let busy = false;
  const run = (): void => {
    if (busy) return;
    busy = true;
    // A failed round (a full disk, say) is tried again with the next one.
    current = sweep(engine)
      .catch(() => undefined)
      .finally(() => (busy = false));
  };
  const interval = setInterval(run, every);
  interval.unref();
  return { interval, done: () => current };
}

function socketPath(wanted: string | undefined): { path: string; cleanUp: () => void } {
  if (wanted === undefined) {
    const directory = mkdtempSync(join(shortTemporary(), 'em-'));
    return checked(join(directory, 'db.sock'), () => rmSync(directory, { recursive: true, force: true }));
  }
  const directory = dirname(wanted);
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true, mode: 0o700 });
  // Whoever holds the database's lock may replace a socket that a killed process left behind.
  rmSync(wanted, { force: true });
  return checked(wanted, () => rmSync(wanted, { force: true }));
}

function shortTemporary(): string {
  const directory = tmpdir();
  return directory.length < 60 || process.platform === 'win32' ? directory : '/tmp';
}

function checked(path: string, cleanUp: () => void): { path: string; cleanUp: () => void } {
  if (!path.endsWith('.sock')) throw new Error(`the socket's path must end in .sock: ${path}`);
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH) {
    throw new Error(
      `the socket's path is too long (${Buffer.byteLength(path)} bytes, at most ${MAX_SOCKET_PATH}): ${path}`,
    );
  }
  return { path, cleanUp };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
