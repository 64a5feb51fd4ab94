import type { Job } from '../../../src/lib/contracts/job.ts';
import { idOf, now } from './tasks.ts';

/** A job under way, with what a test cares for. */
export const aJob = (overrides: Partial<Job> = {}): Job => ({
  id: idOf(9001),
  kind: 'bulk_customers',
  status: 'running',
  progress: { done: 0, total: 12_431 },
  result: null,
  error: null,
  createdAt: now,
  finishedAt: null,
  ...overrides,
});

export const outcome = (changed: number, refusals: string[] = []) => ({
  changed,
  unchanged: 0,
  refused: refusals.length,
  refusals: refusals.map((detail, index) => ({
    id: idOf(7000 + index),
    status: 409,
    error: { code: 'conflict', detail },
  })),
});
