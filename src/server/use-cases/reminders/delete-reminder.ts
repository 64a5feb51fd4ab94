import type { Context } from '../../ports/index.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';
import { findTask } from '../tasks/find-task.ts';

/** Takes the caller's reminder of a task away, if there is one. Throws ProblemError `forbidden` or `not_found`. */
export async function deleteReminder({ ports, actor }: Context, taskId: string): Promise<void> {
  requirePermission(actor, 'tasks.read', 'read tasks');
  const { id: member } = requireMember(actor, 'have reminders');
  await findTask(ports, taskId);
  const found = await ports.reminders.find({ taskId, member });
  if (!found) return;
  await ports.commit({ actor, events: [], write: (tx) => ports.reminders.remove(found.id, tx) });
}
