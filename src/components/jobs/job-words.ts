import { formatCount } from '../../lib/client/format.ts';
import type { Job, JobKind } from '../../lib/contracts/job.ts';
import { jobDoing } from '../../lib/domain/job-doing.ts';

/** What people read of what each kind of job did. */
interface JobWords {
  did: (changed: string) => string;
  refused?: string;
  /** Instead of all counts, when it ended well. */
  done?: string;
}

const words: Record<JobKind, JobWords> = {
  bulk_customers: { did: (changed) => `Changed ${changed}` },
  bulk_tasks: { did: (changed) => `Changed ${changed}` },
  bulk_deals: { did: (changed) => `Changed ${changed}` },
  move_deals: { did: (changed) => `Moved ${changed}` },
  import_customers: { did: (changed) => `Imported ${changed}`, refused: 'could not be imported' },
  date_plans: { did: (changed) => `Dated ${changed} anew` },
  export_data: { did: (count) => `Wrote ${count}`, done: 'The file is ready to be downloaded.' },
  back_up: { did: (count) => `Made ${count}`, done: 'The backup is kept.' },
  fill_samples: { did: (count) => `Made ${count}`, done: 'Invented customers with deals and plans are there.' },
  remove_samples: { did: (count) => `Removed ${count}`, done: 'The sample data is gone.' },
  revert_batch: { did: (changed) => `Put back ${changed}` },
};

/** Where an import is followed and reported. */
export const importPage = (id: string): string => `/app/customers/import/${id}`;

/** `Changing customers: cancelled` */
export const jobTitle = ({ kind, status }: Job): string => {
  const doing = jobDoing[kind];
  if (status === 'queued' || status === 'running') return doing;
  return `${doing}: ${status === 'complete' ? 'done' : status}`;
};

/** `1,200 of 12,431` */
export function progressWords({ status, progress: { done, total } }: Job): string {
  if (status === 'queued') return 'Waiting to start';
  return total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`;
}

/** `Changed 12,428; 3 left as they are.` */
export function outcomeWords({ kind, status, result, progress: { total } }: Job): string {
  const { done } = words[kind];
  if (done !== undefined) return status === 'complete' ? done : '';
  if (!result) return 'Nothing was changed.';
  const { changed, unchanged, refused } = result;
  const all = changed === total ? `all ${formatCount(changed)}` : formatCount(changed);
  const parts = [
    words[kind].did(all),
    ...(unchanged > 0 ? [`${formatCount(unchanged)} were so already`] : []),
    ...(refused > 0 ? [`${formatCount(refused)} ${words[kind].refused ?? 'left as they are'}`] : []),
  ];
  return `${parts.join('; ')}.`;
}

/** Why records were refused: each reason once, with how often it came. */
export function reasons({ result }: Job): { detail: string; count: number }[] {
  const groups = Map.groupBy(result?.refusals ?? [], ({ error }) => error.detail);
  return [...groups].map(([detail, refusals]) => ({ detail, count: refusals.length }));
}
