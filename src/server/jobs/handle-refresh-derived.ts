import type { JobRun } from './define-job.ts';

export async function handle(_data: object, { container: { ports }, signal }: JobRun): Promise<void> {
  const refreshed = await ports.derived.refresh(signal);
  if (refreshed > 0) ports.log.info({ refreshed }, 'Records written by an older version were prepared for searching');
}
