import { nothing } from 'lit';
import type { ReminderController } from '../../../lib/client/reminder-controller.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { isOpen } from '../../../lib/domain/reminders.ts';
import { reminderMenu } from './reminder-menu.ts';
import type { TaskView } from './view.ts';

/** The reminder of a task that is still open. */
export const reminding = (
  controller: ReminderController,
  task: Task,
  { zone, now }: Pick<TaskView, 'zone' | 'now'>,
) => {
  if (!isOpen(task)) return nothing;
  const { reminder, busy } = controller;
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    // What checks forms is heavy and seldom needed.
    const { saveReminder } = await import('../../reminders/save-reminder.ts');
    await saveReminder(form, controller, zone);
  };
  return reminderMenu({ task, reminder, zone, now, busy, save });
};
