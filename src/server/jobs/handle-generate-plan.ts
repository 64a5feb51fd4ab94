import { setTimeout as sleep } from 'node:timers/promises';
import { leaseMs } from '../use-cases/generations/run-lease.ts';
import { runGeneration } from '../use-cases/generations/run-generation.ts';
import type { JobRun } from './define-job.ts';

const pauseMs = 500;

/**
 * Runs the generation. When another worker seems to have it, that one may be dead: waits until its lease has run out
 * or the run is over.
 */
export async function handle({ generationId }: { generationId: string }, run: JobRun): Promise<void> {
  const { container, signal, isLastAttempt } = run;
  const until = performance.now() + leaseMs + 5000;
  while (performance.now() < until) {
    const outcome = await runGeneration(container.ports, generationId, { signal, isLastAttempt });
    if (outcome === 'over') return;
    await sleep(pauseMs, undefined, { signal });
  }
  throw new Error('Another worker keeps this generation');
}
