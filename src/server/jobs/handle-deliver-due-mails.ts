import { deliverDueMails } from '../use-cases/mails/deliver-due-mails.ts';
import type { JobRun } from './define-job.ts';

export async function handle(_data: object, { container, signal }: JobRun): Promise<void> {
  await deliverDueMails(container.ports, signal);
}
