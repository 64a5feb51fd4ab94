import type { CreateTimeRequest, TimeEntry } from '../../../lib/contracts/time.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { TaskRecord, TimeEntryRecord } from '../../records/index.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';
import { presentEntry } from './present-time.ts';
import { spend } from './spend.ts';

/**
 * Notes time the caller spent on a task.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` at `subtaskId`
 */
export async function logTime(
  context: Context,
  { taskId, input }: { taskId: string; input: CreateTimeRequest },
): Promise<TimeEntry> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.write', 'note time');
  const { id: userId } = requireMember(actor, 'note time of your own');
  const { minutes, subtaskId, note } = input;
  const now = ports.clock.now();
  const entry: TimeEntryRecord = {
    id: ports.ids.next(),
    ...{ taskId, subtaskId, userId, minutes, note, source: 'hand' },
    at: input.at === undefined ? new Date(now.getTime() - minutes * 60_000) : new Date(input.at),
    createdAt: now,
    updatedAt: now,
  };
  await spend(context, taskId, (task) => {
    checkStep(task, subtaskId);
    return { subtaskId, minutes, write: (tx) => ports.timeEntries.insert(entry, tx) };
  });
  return presentEntry(ports, entry);
}

/** Throws ProblemError `validation_failed` at `subtaskId` unless it is null or a step of the task's plan. */
export function checkStep({ aiGenerated }: TaskRecord, subtaskId: string | null): void {
  if (subtaskId === null || aiGenerated?.subtasks.some(({ id }) => id === subtaskId)) return;
  throw invalid('subtaskId', 'there is no such step in this plan');
}
