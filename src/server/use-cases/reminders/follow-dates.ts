import type { Task } from '../../../lib/contracts/task.ts';
import type { StoredEvent } from '../../../lib/domain/events.ts';
import { reminderTime } from '../../../lib/domain/reminders.ts';
import type { Ports } from '../../ports/index.ts';
import type { ReminderRecord } from '../../records/index.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { systemActor } from '../shared/system-actor.ts';

/**
 * Moves reminders with the dates they depend on, and from a task that comes again to the next one. Seeing an event again
 * changes nothing.
 */
export async function followDates(ports: Ports, events: readonly Pick<StoredEvent, 'event'>[]): Promise<void> {
  const tasks = events.flatMap(({ event }) => (event.type === 'task.changed' ? [event] : []));
  const moved = tasks.filter(({ changed }) => changed.includes('dueDate') || changed.includes('scheduledFor'));
  // As they are after the last of these events.
  await move(ports, new Map(moved.map(({ task }) => [task.id, task])));
  for (const { change, task } of tasks) if (change === 'created') await goOn(ports, task);
}

const move = (ports: Ports, tasks: ReadonlyMap<string, Task>): Promise<void> =>
  retryStale(async () => {
    for (const reminder of await ports.reminders.ofTasks([...tasks.keys()])) {
      const task = tasks.get(reminder.taskId);
      if (task && reminder.before) await keep(ports, reminder, task);
    }
  });

/** Whoever was reminded of the last one is reminded of this one. */
async function goOn(ports: Ports, task: Task): Promise<void> {
  const { series } = task;
  if (!series || series.occurrence === 1) return;
  await retryStale(async () => {
    for (const reminder of await ports.reminders.ofSeries(series.id)) {
      if (reminder.taskId < task.id) await keep(ports, { ...reminder, taskId: task.id }, task, reminder);
    }
  });
}

/** Keeps a reminder at the time that its task's dates say. One that has come and is past stays as it is. */
async function keep(ports: Ports, reminder: ReminderRecord, task: Task, was = reminder): Promise<void> {
  const now = ports.clock.now();
  const time = reminderTime(reminder, {
    dueDate: task.dueDate === null ? null : new Date(task.dueDate),
    scheduledFor: task.scheduledFor === null ? null : new Date(task.scheduledFor),
  });
  const isNews = time !== null && time > now;
  if (was.remindedAt && !isNews && reminder.taskId === was.taskId) return;
  if (time?.getTime() === was.fireAt?.getTime() && reminder.taskId === was.taskId) return;
  const after = { ...reminder, fireAt: time, knownAt: now, remindedAt: null };
  await ports.commit({ actor: systemActor, events: [], write: (tx) => ports.reminders.replace(after, was, tx) });
}
