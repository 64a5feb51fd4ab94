import type { Container } from '../container.ts';
import type { Job } from './define-job.ts';

/** What is kept of a job: its own data, the version of its schema, and the event it came from. */
export interface JobData extends Record<string, unknown> {
  version: number;
  eventId: string;
}

interface Attempt {
  container: Container;
  signal: AbortSignal;
  /** Failures in a row before this attempt. */
  failures: number;
}

/** Milliseconds until the next attempt after the n-th failure in a row; null gives the job up. */
export function retryDelay({ attempts }: Pick<Job, 'attempts'>, failures: number): number | null {
  return failures >= attempts ? null : Math.min(500 * 2 ** (failures - 1), 60_000);
}

/** Runs one attempt of a job: parses its data, loads its handler, calls it. Throws what the handler throws. */
export async function runJob(job: Job, data: JobData, { container, signal, failures }: Attempt): Promise<void> {
  const { log } = container.ports;
  const attempt = failures + 1;
  try {
    if (data.version !== job.version) throw new Error(`queued by version ${data.version}, this is ${job.version}`);
    const parsed = job.schema.parse(data);
    const handler = await job.load();
    await handler.handle(parsed, { container, signal, attempt, isLastAttempt: attempt >= job.attempts });
  } catch (error) {
    const level = signal.aborted ? 'info' : attempt >= job.attempts ? 'error' : 'warn';
    log[level]({ job: job.id, eventId: data.eventId, attempt, error }, 'A job did not come to its end');
    throw error;
  }
}
