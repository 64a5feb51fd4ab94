import type { Job } from '../contracts/job.ts';
import { mostAtOnce } from '../contracts/limits.ts';

declare global {
  interface DocumentEventMap {
    'throughline:job': CustomEvent<Job>;
  }
}

/**
 * Shows a job that was started on this page, and follows it: it stays in sight on every page until it has ended.
 * @event throughline:job on the document
 */
export const followJob = (job: Job): void => {
  document.dispatchEvent(new CustomEvent('throughline:job', { detail: job }));
};

/** Whether a job has come to its end. */
export const isOver = ({ status }: Pick<Job, 'status'>): boolean => status !== 'queued' && status !== 'running';

/** Whether it is worth following; what is small is over in a moment. */
export const isLarge = ({ progress: { total } }: Pick<Job, 'progress'>): boolean =>
  total === null || total > mostAtOnce;
