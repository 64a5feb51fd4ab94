import type { ReminderController } from '../../lib/client/reminder-controller.ts';
import { toast, toastFailure } from '../../lib/client/toasts.ts';
import { reminderForm, reminderRequest } from './reminder-form.ts';
import { beforeWords } from './reminder-words.ts';

/** Saves what the form “Remind me” asks for, closes it and says so; what cannot be saved stays in the form. */
export async function saveReminder(form: HTMLFormElement, reminder: ReminderController, zone: string): Promise<void> {
  if (reminder.busy) return;
  const parsed = reminderForm.safeParse(Object.fromEntries(new FormData(form)));
  const request = parsed.success ? reminderRequest(parsed.data, zone) : undefined;
  if (request === undefined) {
    toast({ message: 'Not saved: choose a date and time, or how long before.', tone: 'danger' });
    return;
  }
  try {
    await reminder.save(request);
    const menu = form.closest('details');
    if (menu) menu.open = false;
    menu?.querySelector('summary')?.focus();
    toast({ message: saidOf(request) });
  } catch (error) {
    toastFailure('Not saved', error);
  }
}

const saidOf = (request: ReturnType<typeof reminderRequest>): string => {
  if (!request) return 'You are not reminded of this task.';
  return 'at' in request
    ? 'You will be reminded at that time.'
    : `You will be reminded ${beforeWords(request.before)}.`;
};
