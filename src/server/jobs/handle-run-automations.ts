import { runDueAutomations } from '../use-cases/automations/run-due.ts';
import type { JobRun } from './define-job.ts';

export const handle = (_data: object, { container, signal }: JobRun): Promise<void> =>
  runDueAutomations(container.ports, signal);
