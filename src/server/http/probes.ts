import { setTimeout as pause } from 'node:timers/promises';
import { environment } from '../env.ts';
import { createLogger } from '../log.ts';
import { getWorld } from './world.ts';

const databaseMs = 2_000;
const sidecarMs = 1_000;

export type Readiness =
  | { status: 'ready'; database: 'up'; sidecar: 'up' | 'down' }
  | { status: 'unavailable'; database: 'down'; sidecar: 'up' | 'down' };

/** Whether requests can be served: the database answers a small question in time. The sidecar is told besides. */
export async function readiness(): Promise<Readiness> {
  const [database, sidecar] = await Promise.all([databaseAnswers(), sidecarState()]);
  return database ? { status: 'ready', database: 'up', sidecar } : { status: 'unavailable', database: 'down', sidecar };
}

/** What was wrong at the last question: probes come often, and each fault is told once. */
let lastFault: string | null = null;

async function databaseAnswers(): Promise<boolean> {
  const asked = getWorld().then(({ ports }) => ports.users.any());
  const answered = asked.then(
    () => {
      lastFault = null;
      return true;
    },
    (error: unknown) => {
      const fault = String(error);
      if (fault !== lastFault) createLogger(environment()).warn({ fault }, 'the database cannot be asked');
      lastFault = fault;
      return false;
    },
  );
  return Promise.race([answered, pause(databaseMs, false, { ref: false })]);
}

async function sidecarState(): Promise<'up' | 'down'> {
  const url = new URL('/healthz', environment().REALTIME_URL);
  const answer = await fetch(url, { signal: AbortSignal.timeout(sidecarMs) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ? 'up' : 'down';
}

/** An answer to a program that watches us; it works while nothing else does. */
export const probeAnswer = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      ...(status === 503 && { 'Retry-After': '5' }),
    },
  });
