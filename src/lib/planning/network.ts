import { nextWorkingInstant, workingMinutesBetween, type WorkingCalendar } from './calendar.ts';
import type { Instant, PlanSubtask } from './types.ts';
import { isOpenStatus } from './open-status.ts';

/** Activities on a network, each done by one person who does one thing at a time. Times are working minutes. */
export interface Network {
  durations: number[];
  /** For each activity the indexes of those that must be finished before. */
  dependencies: number[][];
  /** Who does it. */
  people: string[];
  /** The earliest time each may start. */
  releases: number[];
  /** Activities that are under way and come before everything else of the same person. */
  underWay: boolean[];
}

/** The work of a plan that is still to be done, on an axis of working minutes that begins at `origin`. */
export interface OpenWork {
  origin: Date;
  subtasks: PlanSubtask[];
  network: Network;
}

export interface OpenWorkInput {
  subtasks: readonly PlanSubtask[];
  /** Not before this is pending work started. */
  start: Instant;
  now: Instant;
  calendar: WorkingCalendar;
}

/** Of work under way at least this share of the estimate is taken to be left, however long ago it began. */
const LEAST_SHARE_LEFT = 0.2;

/** The person unassigned subtasks count for: whoever the task itself belongs to. */
const TASK_OWNER = '';

/**
 * The open part of a plan as a network. Completed work is no longer waited for; cancelled work is passed through: who
 * waited for it waits for what it waited for. Work under way has begun, so it waits for nothing and goes on from now.
 */
export function openWork({ subtasks, start, now, calendar }: OpenWorkInput): OpenWork {
  const open = subtasks.filter(({ status }) => isOpenStatus(status));
  const underWay = open.map((subtask) => subtask.status === 'in_progress');
  const present = toDate(now);
  const begin = new Date(Math.max(toDate(start).getTime(), present.getTime()));
  const origin = nextWorkingInstant(calendar, underWay.includes(true) ? present : begin);
  const release = Math.max(0, workingMinutesBetween(calendar, origin, begin));

  const byId = new Map(subtasks.map((subtask) => [subtask.id, subtask]));
  const position = new Map(open.map((subtask, index) => [subtask.id, index]));
  const network: Network = {
    durations: open.map((subtask) => minutesLeft(subtask, present, calendar)),
    dependencies: open.map((subtask, index) => (underWay[index] ? [] : openDependencies(subtask, byId, position))),
    people: open.map((subtask) => subtask.assignedTo ?? TASK_OWNER),
    releases: underWay.map((begun) => (begun ? 0 : release)),
    underWay,
  };
  return { origin, subtasks: open, network };
}

export function toDate(instant: Instant): Date {
  return instant instanceof Date ? instant : new Date(instant);
}

function minutesLeft(subtask: PlanSubtask, now: Date, calendar: WorkingCalendar): number {
  const { estimatedTime, status, startedAt } = subtask;
  if (status !== 'in_progress' || !startedAt) return estimatedTime;
  const spent = Math.max(0, workingMinutesBetween(calendar, toDate(startedAt), now));
  return Math.max(estimatedTime - spent, estimatedTime * LEAST_SHARE_LEFT);
}

function openDependencies(
  subtask: PlanSubtask,
  byId: ReadonlyMap<string, PlanSubtask>,
  position: ReadonlyMap<string, number>,
): number[] {
  const found = new Set<number>();
  const seen = new Set<string>();
  const queue = [...subtask.dependencies];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const at = position.get(id);
    if (at !== undefined) found.add(at);
    else if (byId.get(id)?.status === 'cancelled') queue.push(...byId.get(id)!.dependencies);
  }
  return [...found].sort((a, b) => a - b);
}
