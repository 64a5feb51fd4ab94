import type { TimeEntry, UpdateTimeRequest } from '../../../lib/contracts/time.ts';
import type { Context } from '../../ports/index.ts';
import type { TimeEntryRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findTask } from '../tasks/find-task.ts';
import { ownEntry, type EntryOf } from './own-entry.ts';
import { presentEntry } from './present-time.ts';
import { spend } from './spend.ts';

/**
 * Changes an entry, and the sums it counts for.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function updateTime(
  context: Context,
  { patch, ...which }: EntryOf & { patch: UpdateTimeRequest },
): Promise<TimeEntry> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.write', 'note time');
  const changed = (before: TimeEntryRecord): TimeEntryRecord => ({
    ...before,
    minutes: patch.minutes ?? before.minutes,
    note: patch.note ?? before.note,
    at: patch.at === undefined ? before.at : new Date(patch.at),
    updatedAt: ports.clock.now(),
  });
  const first = await ownEntry(context, which);
  if (patch.minutes === undefined || patch.minutes === first.minutes) {
    return retryStale(async () => {
      await findTask(ports, which.taskId);
      const before = await ownEntry(context, which);
      const after = changed(before);
      await ports.commit({
        actor,
        events: [],
        write: (tx) => ports.timeEntries.replace(after, before.updatedAt, tx),
      });
      return presentEntry(ports, after);
    });
  }
  let after = first;
  await spend(context, which.taskId, async () => {
    const before = await ownEntry(context, which);
    after = changed(before);
    return {
      subtaskId: before.subtaskId,
      minutes: after.minutes - before.minutes,
      write: (tx) => ports.timeEntries.replace(after, before.updatedAt, tx),
    };
  });
  return presentEntry(ports, after);
}
