import { tellOverdue } from '../use-cases/notifications/tell-overdue.ts';
import { tellReminders } from '../use-cases/reminders/tell-reminders.ts';
import type { JobRun } from './define-job.ts';

export async function handle(_data: object, { container: { ports }, signal }: JobRun): Promise<void> {
  await tellReminders(ports, signal);
  await tellOverdue(ports, signal);
}
