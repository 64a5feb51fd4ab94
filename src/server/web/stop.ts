import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Container } from '../container.ts';
import type { Logger } from '../ports/index.ts';

const drainMs = 5_000;
/** The database may be away, and a connection to it still being tried. */
const closeMs = 2_000;

/** The container of Astro's bundle. Its module is not imported here: that would load the server's code a second time. */
const bundledContainer = (): Promise<Container> | undefined =>
  (globalThis as Partial<Record<symbol, Promise<Container>>>)[Symbol.for('throughline.container')];

async function closeContainer(): Promise<void> {
  const container = await bundledContainer()?.catch(() => undefined);
  await container?.close();
}

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
  await Promise.race([closeContainer(), pause(closeMs, undefined, { ref: false })]);
  log.info({}, 'stopped');
}
