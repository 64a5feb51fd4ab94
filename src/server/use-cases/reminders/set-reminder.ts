import type { Reminder, SetReminderRequest } from '../../../lib/contracts/reminder.ts';
import { invalid, ProblemError } from '../../../lib/domain/errors.ts';
import { isOpen, reminderTime } from '../../../lib/domain/reminders.ts';
import { DuplicateKeyError, StaleRecordError, type Context } from '../../ports/index.ts';
import type { ReminderRecord, TaskRecord } from '../../records/index.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findTask } from '../tasks/find-task.ts';
import { presentReminder } from './present-reminder.ts';

/**
 * Reminds the caller of a task, once; a reminder there was is replaced.
 * @throws ProblemError `forbidden`, `not_found`, `conflict` when the task is over, or `validation_failed` when the task
 *   has not the date it is to depend on, or the time has passed
 */
export async function setReminder(
  { ports, actor }: Context,
  { taskId, request }: { taskId: string; request: SetReminderRequest },
): Promise<Reminder> {
  requirePermission(actor, 'tasks.read', 'read tasks');
  const { id: member } = requireMember(actor, 'have reminders');
  return retryStale(async () => {
    const task = await findTask(ports, taskId);
    const now = ports.clock.now();
    const wish = wishOf(request);
    const fireAt = checkedTime(wish, task, now);
    const before = await ports.reminders.find({ taskId, member });
    const record: ReminderRecord = {
      id: before?.id ?? ports.ids.next(),
      taskId,
      seriesId: task.series?.id ?? null,
      member,
      ...wish,
      fireAt,
      knownAt: now,
      remindedAt: null,
    };
    try {
      await ports.commit({
        actor,
        events: [],
        write: (tx) => (before ? ports.reminders.replace(record, before, tx) : ports.reminders.insert(record, tx)),
      });
    } catch (error) {
      // Two windows of the same member: the later one replaces what the earlier one made.
      throw error instanceof DuplicateKeyError ? new StaleRecordError('There is a reminder by now') : error;
    }
    return presentReminder(record, task);
  });
}

const wishOf = (request: SetReminderRequest): Pick<ReminderRecord, 'at' | 'before'> =>
  'at' in request ? { at: new Date(request.at), before: null } : { at: null, before: request.before };

function checkedTime(wish: Pick<ReminderRecord, 'at' | 'before'>, task: TaskRecord, now: Date): Date {
  if (!isOpen(task)) throw new ProblemError('conflict', 'This task is over: there is nothing to be reminded of.');
  const time = reminderTime(wish, task);
  if (!time) {
    const date = wish.before?.of === 'start' ? 'start date' : 'due date';
    throw invalid('before.of', `the task has no ${date}; give it one, or choose a fixed time`);
  }
  if (time <= now) {
    throw invalid(wish.before ? 'before.minutes' : 'at', 'that time has passed; choose one that is to come');
  }
  return time;
}
