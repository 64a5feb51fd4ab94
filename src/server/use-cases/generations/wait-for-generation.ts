import { setTimeout as sleep } from 'node:timers/promises';
import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Context } from '../../ports/index.ts';
import { getGeneration } from './get-generation.ts';

export interface WaitOptions {
  /** At most 30. */
  seconds: number;
  /** Ends the wait early: the caller has gone. */
  signal?: AbortSignal | undefined;
}

const shortestPauseMs = 40;
const longestPauseMs = 250;

/** Whether a run has come to its end. */
export const isOver = ({ status }: Pick<Generation, 'status'>): boolean => status !== 'queued' && status !== 'running';

/**
 * Waits for the end of a generation and answers how it stands then, finished or not.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function waitForGeneration(
  context: Context,
  id: string,
  { seconds, signal }: WaitOptions,
): Promise<Generation> {
  const end = performance.now() + Math.min(seconds, 30) * 1000;
  for (let pause = shortestPauseMs; ; pause = Math.min(pause * 1.3, longestPauseMs)) {
    const run = await getGeneration(context, id);
    const left = end - performance.now();
    if (isOver(run) || left <= 0 || signal?.aborted) return run;
    await sleep(Math.min(pause, left));
  }
}
