import type { Reminder } from '../../../lib/contracts/reminder.ts';
import { isOpen } from '../../../lib/domain/reminders.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';
import { findTask } from '../tasks/find-task.ts';
import { presentReminder } from './present-reminder.ts';

/**
 * When the caller is reminded of a task; null without a reminder, and when the task is over, for then none comes.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function getReminder({ ports, actor }: Context, taskId: string): Promise<Reminder | null> {
  requirePermission(actor, 'tasks.read', 'read tasks');
  const { id: member } = requireMember(actor, 'have reminders');
  const task = await findTask(ports, taskId);
  const found = await ports.reminders.find({ taskId, member });
  return found && isOpen(task) ? presentReminder(found, task) : null;
}
