import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { currentContainer } from '../container.ts';
import type { Logger } from '../ports.ts';

const drainMs = 5_000;

/**
 * Stops in order: no new connections, open WebSockets ended, requests under way answered within 5 s, then the
 * database's connections closed.
 */
export async function stopWeb({
  server,
  proxy,
  log,
}: {
  server: Server;
  proxy: { close(): void };
  log: Logger;
}): Promise<void> {
  const drained = new Promise<void>((done) => server.close(() => done()));
  proxy.close();
  server.closeIdleConnections();
  const late = new AbortController();
  await Promise.race([drained, pause(drainMs, undefined, { signal: late.signal }).catch(() => undefined)]);
  late.abort();
  server.closeAllConnections();
  const container = await currentContainer()?.catch(() => undefined);
  await container?.close();
  log.info({}, 'stopped');
}
