import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { ownEntry, type EntryOf } from './own-entry.ts';
import { spend } from './spend.ts';

/** Removes an entry, and takes it from the sums. Throws ProblemError `forbidden` or `not_found`. */
export async function deleteTime(context: Context, which: EntryOf): Promise<void> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.write', 'note time');
  await spend(context, which.taskId, async () => {
    const { id, subtaskId, minutes, updatedAt } = await ownEntry(context, which);
    return { subtaskId, minutes: -minutes, write: (tx) => ports.timeEntries.remove(id, updatedAt, tx) };
  });
}
