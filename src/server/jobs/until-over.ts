import { setTimeout as sleep } from 'node:timers/promises';
import { leaseMs } from '../use-cases/runs/run-lease.ts';

const pauseMs = 500;

/**
 * Runs leased work. When another worker seems to have it, that one may be dead: waits until its lease has run out or the
 * run is over.
 */
export async function untilOver(run: () => Promise<'over' | 'busy'>, signal: AbortSignal): Promise<void> {
  const until = performance.now() + leaseMs + 5000;
  while (performance.now() < until) {
    if ((await run()) === 'over') return;
    await sleep(pauseMs, undefined, { signal });
  }
  throw new Error('Another worker keeps this run');
}
