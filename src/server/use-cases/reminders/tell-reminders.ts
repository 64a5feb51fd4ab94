import type { Notice } from '../../../lib/domain/notices.ts';
import { ownersOf } from '../../../lib/domain/own-records.ts';
import { isOpen, lateWords, reminderTime } from '../../../lib/domain/reminders.ts';
import { StaleRecordError, type Ports } from '../../ports/index.ts';
import type { ReminderRecord, TaskRecord } from '../../records/index.ts';
import { notify } from '../notifications/notify.ts';

const pageSize = 100;

/**
 * Reminds members of what is due by now, each once: what it tells and that it told are one commit. A reminder of a task
 * that is over comes to nothing.
 */
export async function tellReminders(ports: Ports, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const now = ports.clock.now();
    const due = await ports.reminders.due(now, pageSize);
    if (due.length === 0) return;
    const tasks = new Map(
      (await ports.tasks.findMany([...new Set(due.map(({ taskId }) => taskId))])).map((task) => [task.id, task]),
    );
    const decided = due.map((reminder) => decide(reminder, tasks.get(reminder.taskId), now));
    try {
      await notify(
        ports,
        decided.flatMap(({ notice }) => notice ?? []),
        async (tx) => {
          for (const { was, after } of decided) await ports.reminders.replace(after, was, tx);
        },
      );
    } catch (error) {
      // Someone changed one of them meanwhile: all are looked at again.
      if (!(error instanceof StaleRecordError)) throw error;
    }
  }
}

interface Decision {
  was: ReminderRecord;
  after: ReminderRecord;
  notice: Notice | null;
}

function decide(was: ReminderRecord, task: TaskRecord | undefined, now: Date): Decision {
  const none = { was, after: { ...was, fireAt: null }, notice: null };
  if (!task || !isOpen(task)) return none;
  const time = reminderTime(was, task);
  if (!time || time > now) return { ...none, after: { ...was, fireAt: time } };
  const late = lateWords(was.knownAt > time ? was.knownAt : time, now);
  return {
    was,
    after: { ...was, fireAt: null, remindedAt: now },
    notice: {
      memberId: was.member,
      type: 'task_reminder',
      title: `Reminder: “${task.title}”${late && ` (${late})`}`,
      link: `/app/tasks/${task.id}`,
      needs: 'tasks.read',
      owners: ownersOf(task),
    },
  };
}
