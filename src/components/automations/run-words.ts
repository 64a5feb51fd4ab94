import type { AutomationTrigger } from '../../lib/contracts/automation.ts';
import type { AutomationRun, ConditionOutcome, RunStatus, RunStep } from '../../lib/contracts/automation-run.ts';
import { formatCost } from '../ai/usage-words.ts';
import { formatCount, formatNearDay, formatSpan, formatTime } from '../../lib/client/format.ts';

export const runStatusWords: Record<RunStatus, string> = {
  waiting: 'Waiting',
  running: 'Running',
  complete: 'Done',
  skipped: 'Not for this deal',
  stopped: 'Stopped',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** The chip a status is told in. */
export const runStatusLook: Record<RunStatus, string> = {
  waiting: 'info',
  running: 'info',
  complete: 'ok',
  skipped: '',
  stopped: 'warn',
  failed: 'danger',
  cancelled: '',
};

const causes: Record<AutomationTrigger, string> = {
  entry: 'the deal came into the stage',
  time_based: 'its time had come',
  task_completion: 'a task was completed',
  manual: 'it was started by hand',
};

/** `because the deal came into the stage; set off by Dana Flores.` */
export function causeWords({
  trigger,
  startedBy,
  causedBy,
}: Pick<AutomationRun, 'trigger' | 'startedBy' | 'causedBy'>): string {
  const chain = causedBy === null ? '' : ' What another automation did led to it.';
  return `because ${causes[trigger]}; set off by ${startedBy.name}.${chain}`;
}

export const canRetry = ({ status }: Pick<AutomationRun, 'status'>): boolean => status === 'failed';
export const canCancel = ({ status }: Pick<AutomationRun, 'status'>): boolean =>
  status === 'waiting' || status === 'running';

interface Reading {
  zone: string;
  now: string | Date;
}

/** `Today, 14:05` */
export const momentWords = (at: string, { zone, now }: Reading): string =>
  `${formatNearDay(at, zone, now)}, ${formatTime(at, zone)}`;

const isMoment = /^\d{4}-\d{2}-\d{2}T/;

/** A value that a condition read, as people write it. */
export function valueWords(value: ConditionOutcome['values'][number]['value'], reading: Reading): string {
  if (value === null) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? formatCount(value) : String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.join(', ');
  return isMoment.test(value) ? momentWords(value, reading) : value;
}

/** `It holds.`, or why it does not. */
export const outcomeWords = ({ holds, reason }: ConditionOutcome): string =>
  holds ? 'It holds.' : `It does not hold${reason ? `: ${reason}` : '.'}`;

/** How long a step took, and how often it was tried: `3 s, at the 2nd try`. Empty for what took no time. */
export function effortWords({
  startedAt,
  finishedAt,
  attempts,
  cost,
}: Pick<RunStep, 'startedAt' | 'finishedAt' | 'attempts' | 'cost'>): string {
  const ms = Date.parse(finishedAt) - Date.parse(startedAt);
  const took = ms < 60_000 ? `${Math.max(ms / 1000, 0.1).toFixed(1)} s` : formatSpan(ms / 60_000);
  return [
    took,
    ...(attempts > 1 ? [`tried ${attempts} times`] : []),
    ...(cost === null ? [] : [formatCost(cost)]),
  ].join(', ');
}
