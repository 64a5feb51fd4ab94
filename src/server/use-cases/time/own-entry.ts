import { may } from '../../../lib/domain/actor.ts';
import { forbidden, notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { TimeEntryRecord } from '../../records/index.ts';

/** Which entry a request is about. */
export interface EntryOf {
  taskId: string;
  entryId: string;
}

/**
 * An entry of a task that the caller may change: their own, or any with `time.manage`.
 * @throws ProblemError `not_found` or `forbidden`
 */
export async function ownEntry({ ports, actor }: Context, { taskId, entryId }: EntryOf): Promise<TimeEntryRecord> {
  const entry = await ports.timeEntries.find(entryId);
  if (entry?.taskId !== taskId) throw notFound('time entry');
  if (entry.userId !== actor.id && !may(actor, 'time.manage')) throw forbidden('change time others noted');
  return entry;
}
