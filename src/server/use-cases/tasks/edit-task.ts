import type { Task } from '../../../lib/contracts/task.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { TaskRecord } from '../../records/index.ts';
import { changedSince, conflict, overlaps, stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findTask } from './find-task.ts';
import { presentTask } from './present-task.ts';
import { saveTask } from './save-task.ts';

export interface Edit {
  /** The task as it is to be; version and stamps are added here. */
  after: TaskRecord;
  /** Dotted paths of what the caller changed, not of what is computed from it. Empty: nothing happens. */
  changed: string[];
  /** Further events and writes of the same commit. */
  events?: readonly DomainEvent[];
  write?: (tx: Tx) => Promise<void>;
}

/**
 * Reads a task, lets `decide` change it and saves it, again from the start when another change came between.
 * @param expectedVersion what the caller last saw: overlapping changes since then are refused
 * @throws ProblemError `not_found`, or `conflict` with the current task
 */
export async function editTask(
  context: Context,
  { id, expectedVersion }: { id: string; expectedVersion?: number | undefined },
  decide: (before: TaskRecord, now: Date) => Promise<Edit> | Edit,
): Promise<Task> {
  const { ports } = context;
  return retryStale(async () => {
    const before = await findTask(ports, id);
    const now = ports.clock.now();
    const { after, changed, ...further } = await decide(before, now);
    if (changed.length === 0) return presentTask(ports, before);
    const since = expectedVersion === undefined ? [] : changedSince(before, expectedVersion);
    const conflicts = changed.filter((path) => since.some((other) => overlaps(path, other)));
    if (conflicts.length > 0) throw conflict(conflicts, await presentTask(ports, before));
    return saveTask(context, { before, after: stamp(after, changed, now), changed, ...further });
  });
}
