import { backUpDaily } from '../use-cases/data/back-up-daily.ts';
import type { JobRun } from './define-job.ts';

export async function handle(_data: object, { container: { ports }, signal }: JobRun): Promise<void> {
  if (await backUpDaily(ports, signal)) ports.log.info({}, 'The daily backup was made');
}
