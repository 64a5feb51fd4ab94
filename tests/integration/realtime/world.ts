import { setTimeout as pass } from 'node:timers/promises';
import { createConnection, type Connection } from 'mongoose';
import { io, type Socket } from 'socket.io-client';
import { createTaskRequest, type CreateTaskRequest } from '../../../src/lib/contracts/task.ts';
import type {
  ClientToServer,
  ServerEvent,
  ServerEventName,
  ServerToClient,
  SubscribeAck,
} from '../../../src/lib/contracts/socket.ts';
import type { MemberActor } from '../../../src/lib/domain/actor.ts';
import { buildContainer, type Container } from '../../../src/server/container.ts';
import { parseEnvironment } from '../../../src/server/env.ts';
import type { Context, Ports } from '../../../src/server/ports/index.ts';
import type { UserRecord } from '../../../src/server/records/index.ts';
import { startSidecar, type Sidecar } from '../../../src/server/realtime/sidecar.ts';
import { nobodyLimited } from '../../../src/lib/domain/own-records.ts';
import { memberActor } from '../../../src/server/use-cases/auth/member-of-session.ts';
import { createTask } from '../../../src/server/use-cases/tasks/create-task.ts';
import { startDatabase, type TestDatabase } from '../../support/database.ts';
import { system } from '../../support/ports.ts';
import { aUser } from '../../support/records.ts';

export interface Login extends Context {
  actor: MemberActor;
  user: UserRecord;
  token: string;
  sessionId: string;
}

export interface RealtimeWorld {
  container: Container;
  ports: Ports;
  connection: Connection;
  close(): Promise<void>;
  /** A member with a session of their own. */
  login(overrides?: Partial<UserRecord>, session?: { expiresAt?: Date }): Promise<Login>;
  sidecar(): Promise<Sidecar>;
  connect(sidecar: Sidecar, auth: Record<string, unknown>, headers?: Record<string, string>): Client;
}

export const allowedOrigin = 'http://127.0.0.1:3000';

/** Sidecars over one database, put together as in production. */
export async function realtimeWorld(given?: TestDatabase): Promise<RealtimeWorld> {
  const database = given ?? (await startDatabase());
  const env = parseEnvironment({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    MONGODB_URI: database.uri,
    JWT_SECRET: 'j'.repeat(32),
    JWT_REFRESH_SECRET: 'r'.repeat(32),
    SITE_URL: allowedOrigin,
    REALTIME_PORT: '0',
  });
  const container = await buildContainer(env);
  const connection = await createConnection(database.uri).asPromise();
  const { ports } = container;
  const sidecars: Sidecar[] = [];
  const clients: Client[] = [];
  return {
    container,
    ports,
    connection,
    async login(overrides = {}, { expiresAt = new Date(Date.now() + 60 * 60 * 1000) } = {}) {
      const user = aUser(ports.ids.next(), overrides);
      const sessionId = ports.tokens.random();
      const sessionHash = ports.tokens.digest(sessionId);
      const at = ports.clock.now();
      await ports.commit({
        actor: system,
        events: [],
        write: async (tx) => {
          await ports.users.insert(user, tx);
          const session = {
            hash: sessionHash,
            userId: user.id,
            userAgent: null,
            ip: null,
            createdAt: at,
            lastUsedAt: at,
            expiresAt,
          };
          await ports.sessions.insert(session, tx);
        },
      });
      const token = await ports.tokens.signAccess({ userId: user.id, role: user.role, sessionHash });
      const actor = memberActor(user, { sessionHash, limited: nobodyLimited });
      return { ports, actor, user, token, sessionId };
    },
    async sidecar() {
      const sidecar = await startSidecar(env);
      sidecars.push(sidecar);
      await sidecar.open(container);
      return sidecar;
    },
    connect(sidecar, auth, headers) {
      const client = new Client(sidecar.url, auth, headers);
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.close();
      for (const sidecar of sidecars) await sidecar.stop();
      await connection.close();
      await container.close();
      await database.stop();
    },
  };
}

type Received = { [Name in ServerEventName]: { name: Name; payload: ServerEvent<Name> } }[ServerEventName];

/** A program that listens: it keeps all it was sent, in order. */
export class Client {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly received: Received[] = [];
  readonly #news = new EventTarget();

  constructor(url: string, auth: Record<string, unknown>, extraHeaders?: Record<string, string>) {
    this.socket = io(url, { auth, forceNew: true, reconnection: false, ...(extraHeaders && { extraHeaders }) });
    this.socket.onAny((name: ServerEventName, payload: unknown) => {
      this.received.push({ name, payload } as Received);
      this.#news.dispatchEvent(new Event('news'));
    });
    for (const name of ['disconnect', 'connect_error'] as const) {
      this.socket.on(name, () => this.#news.dispatchEvent(new Event('news')));
    }
  }

  close(): void {
    this.socket.close();
  }

  /** Everything of one kind so far. */
  all<Name extends ServerEventName>(name: Name): ServerEvent<Name>[] {
    return this.received.filter((one) => one.name === name).map((one) => one.payload as ServerEvent<Name>);
  }

  /** Waits, at most 20 s, until something is so after some news. */
  async until<Answer>(find: () => Answer | undefined | false, patienceMs = 20_000): Promise<Answer> {
    const limit = AbortSignal.timeout(patienceMs);
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      const { promise, resolve } = Promise.withResolvers<unknown>();
      this.#news.addEventListener('news', resolve, { once: true });
      limit.addEventListener('abort', resolve, { once: true });
      await promise;
      if (limit.aborted)
        throw new Error(`It did not come; there came: ${JSON.stringify(this.received.map(({ name }) => name))}`);
    }
  }

  /** The first of its kind that fits. */
  first<Name extends ServerEventName>(name: Name, fits: (payload: ServerEvent<Name>) => boolean = () => true) {
    return this.until(() => this.all(name).find(fits));
  }

  authenticated(): Promise<ServerEvent<'authenticated'>> {
    return this.first('authenticated');
  }

  closed(): Promise<boolean> {
    return this.until(() => !this.socket.connected && !this.socket.active);
  }

  ask(event: Exclude<keyof ClientToServer, 'authenticate'>, target?: unknown): Promise<SubscribeAck> {
    const message = target === undefined ? [] : [target];
    return this.socket.timeout(20_000).emitWithAck(event, ...(message as [string]));
  }
}

/** What a quiet socket would have been sent by then. */
export const quiet = (): Promise<void> => pass(400);

export const newTask = async (login: Login, input: Partial<CreateTaskRequest> = {}) =>
  createTask(login, createTaskRequest.parse({ title: 'Win the Acme renewal', ...input }));
