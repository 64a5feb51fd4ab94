import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MemberActor } from '../../lib/domain/actor.ts';
import type { DomainEvent } from '../../lib/domain/events.ts';
import type { Container } from '../container.ts';
import type { Environment } from '../env.ts';
import { createAccess } from '../http/access.ts';
import { createSessions } from '../http/session.ts';
import { startWorker } from '../jobs/worker.ts';
import { startAutomationRunner } from './automation-runner.ts';
import { end, recheck, welcome } from './connection.ts';
import { answerHealth } from './health.ts';
import { relayJobs } from './job-progress.ts';
import { startLeader } from './leader.ts';
import { relayProgress, tellLatestProgress } from './progress.ts';
import { startPresence } from './presence.ts';
import { startRelay } from './relay.ts';
import { createSocketServer } from './socket-server.ts';
import { acceptSubscriptions } from './subscriptions.ts';
import type { RealtimeServer } from './types.ts';

/** How long an idle connection stays open: with the default of five seconds it closes just as the web process uses it. */
const keepAliveTimeout = 65_000;

export interface Sidecar {
  url: string;
  /** Takes up the work with a container; until then sockets are refused. Rejects while the database is away. */
  open(container: Container): Promise<void>;
  /** Closes sockets, lets jobs end, hands over the lead. */
  stop(): Promise<void>;
}

/** Listens at once, for health checks too; see `open`. */
export async function startSidecar(
  env: Pick<Environment, 'allowedOrigins' | 'REALTIME_HOST' | 'REALTIME_PORT'>,
): Promise<Sidecar> {
  let work: Work | null = null;
  const http = createServer({ keepAliveTimeout }, (request, response) =>
    answerHealth(request, response, () => work?.state() ?? null),
  );
  const io = createSocketServer(http, env, () => work !== null);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject).listen(env.REALTIME_PORT, env.REALTIME_HOST, resolve);
  });
  const { address, port, family } = http.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async open(container) {
      work = await takeUpWork(io, container);
    },
    async stop() {
      await io.close();
      await work?.stop();
      work = null;
    },
  };
}

interface Work {
  state(): { leads: boolean; sockets: number };
  stop(): Promise<void>;
}

/** Everything a sidecar does while the database is there. What was started is stopped again when a part fails. */
async function takeUpWork(io: RealtimeServer, container: Container): Promise<Work> {
  const { ports, env } = container;
  const sessions = createSessions(createAccess(ports), env);
  const parts = new AsyncDisposableStack();
  try {
    const worker = parts.adopt(await startWorker(container), (started) => started.stop());
    const relay = parts.adopt(
      await startRelay({ ports, io, onEvent: (event) => endAccess(io, event, container) }),
      (started) => started.stop(),
    );
    const automations = parts.adopt(startAutomationRunner(ports), (started) => started.stop());
    const news = { onSequenced: () => relay.wake(), onRuns: () => automations.wake() };
    const leader = parts.adopt(startLeader({ ports, worker, ...news }), (started) => started.stop());
    parts.adopt(await relayProgress(ports, io), (stop) => stop());
    parts.adopt(await relayJobs(ports, io), (stop) => stop());
    const presence = parts.adopt(await startPresence(ports, io), (started) => started.stop());
    const watched = { onCommitted: () => leader.wake(), onNumbered: () => relay.wake() };
    parts.adopt(await ports.outbox.watch(watched), (stop) => stop());

    io.on('connection', (socket) => {
      const readSessionCookie = (header: string) => sessions.readSessionCookie(header);
      const authenticated = welcome(socket, { ports, relay, readSessionCookie });
      const onProgressJoined = tellLatestProgress.bind(null, ports);
      acceptSubscriptions(socket, { ports, authenticated, onProgressJoined, presence });
    });
    const running = parts.move();
    return {
      state: () => ({ leads: leader.isLeading(), sockets: io.sockets.sockets.size }),
      stop: () => running.disposeAsync(),
    };
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

/** Closes the sockets of a session that ended or a key that was revoked, and looks again at those of a member whose rights changed. */
async function endAccess(io: RealtimeServer, event: DomainEvent, { ports }: Container): Promise<void> {
  if (event.type !== 'session.ended' && event.type !== 'key.revoked' && event.type !== 'access.changed') return;
  for (const socket of io.sockets.sockets.values()) {
    const { member } = socket.data;
    if (!member || (event.userId !== null && member.id !== event.userId)) continue;
    if (event.type === 'access.changed') await recheck(socket, ports);
    else if (isOf(member, event)) end(socket);
  }
}

const isOf = ({ sessionHash, key }: MemberActor, event: { sessionHash: string } | { keyId: string }): boolean =>
  'keyId' in event ? key?.id === event.keyId : key === undefined && sessionHash === event.sessionHash;
