import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../ports/index.ts';

const firstPauseMs = 250;
const longestPauseMs = 10_000;

/** The address at which a server listening on `host` can be reached from its own machine. */
function ownAddress(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Asks this server whether it is ready until it is: the first request connects to the database, so that no person
 * waits for it, and tells in the log how to make the first account.
 */
export async function warmUp(about: { host: string; port: number; log: Logger; signal: AbortSignal }): Promise<void> {
  const { host, port, log, signal } = about;
  for (let wait = firstPauseMs; !signal.aborted; wait = Math.min(wait * 2, longestPauseMs)) {
    const answer = await fetch(`${ownAddress(host, port)}/readyz`, { signal }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) {
      log.info({}, 'ready');
      return;
    }
    if (wait > firstPauseMs) log.warn({}, 'the database cannot be reached yet');
    await pause(wait, undefined, { signal }).catch(() => undefined);
  }
}
