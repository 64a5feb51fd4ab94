import type { ReportQuery } from '../../../lib/contracts/report.ts';
import { invalid } from '../../../lib/domain/errors.ts';

const dayMs = 24 * 60 * 60 * 1000;
const usualDays = 90;

/** A time, and the first and last of the days (UTC) it touches. */
export interface ReportTime {
  from: Date;
  to: Date;
  first: string;
  last: string;
}

/** The time a query asks for; the last 90 days. Throws ProblemError `validation_failed` when it ends before it begins. */
export function reportTimeOf(query: ReportQuery, now: Date): ReportTime {
  const to = query.to === undefined ? now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - usualDays * dayMs) : new Date(query.from);
  if (from >= to) throw invalid('from', 'must be before to');
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from, to, first: day(from.getTime()), last: day(to.getTime() - 1) };
}
