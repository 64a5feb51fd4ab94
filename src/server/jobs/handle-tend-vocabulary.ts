import type { JobRun } from './define-job.ts';

export async function handle(_data: object, { container: { ports }, signal }: JobRun): Promise<void> {
  const forgotten = await ports.vocabulary.tend(signal);
  if (forgotten > 0) ports.log.info({ forgotten }, 'Words that no record has any more were forgotten');
}
