import { setTimeout as sleep } from 'node:timers/promises';
import type { LeasedRun } from '../../ports/index.ts';

export interface WaitOptions {
  /** At most 30. */
  seconds: number;
  /** Ends the wait early: the caller has gone. */
  signal?: AbortSignal | undefined;
}

const shortestPauseMs = 40;
const longestPauseMs = 250;

/** Whether a run has come to its end. */
export const isOver = ({ status }: Pick<LeasedRun, 'status'>): boolean => status !== 'queued' && status !== 'running';

/** Reads a run again and again until it has ended, and answers how it stands then, finished or not. */
export async function waitForEnd<Run extends Pick<LeasedRun, 'status'>>(
  read: () => Promise<Run>,
  { seconds, signal }: WaitOptions,
): Promise<Run> {
  const end = performance.now() + Math.min(seconds, 30) * 1000;
  for (let pause = shortestPauseMs; ; pause = Math.min(pause * 1.3, longestPauseMs)) {
    const run = await read();
    const left = end - performance.now();
    if (isOver(run) || left <= 0 || signal?.aborted) return run;
    await sleep(Math.min(pause, left));
  }
}
