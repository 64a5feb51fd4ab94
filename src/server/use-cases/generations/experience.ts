import { workingMinutesBetween, type WorkingCalendar } from '../../../lib/planning/calendar.ts';
import { matchTemplate } from '../../../lib/planning/local-planner/match-template.ts';
import type { FinishedPlan } from '../../../lib/planning/local-planner/similar-plan.ts';
import { similarities } from '../../../lib/planning/similarity.ts';
import type { PlanRequest, SimilarTask } from '../../ports/index.ts';
import type { SubtaskRecord, TaskRecord } from '../../records/index.ts';

/* What finished tasks teach: how alike they are to a new one, what was done, and how long it really took. */

/** Finished tasks, and when the company works: how long they took follows from both. */
export interface Experience {
  past: readonly TaskRecord[];
  calendar: WorkingCalendar;
}

type Described = Pick<PlanRequest, 'title' | 'description'>;

const likenesses = (request: Described, past: readonly TaskRecord[]): number[] => {
  const textOf = ({ title, description }: Described) => `${title}\n${description}`;
  return similarities(textOf(request), past.map(textOf));
};

/** How alike the task is to the most similar finished one, 0 to 1. */
export const likeness = (request: Described, past: readonly TaskRecord[]): number =>
  Math.max(0, ...likenesses(request, past));

/** The steps of a task that were done, in their order. */
const doneSteps = ({ aiGenerated }: TaskRecord): SubtaskRecord[] =>
  (aiGenerated?.subtasks ?? [])
    .filter((subtask) => subtask.status !== 'cancelled')
    .toSorted((a, b) => a.order - b.order);

/** A finished task as the local planner learns from it; null without steps that were done. */
export function finishedPlan(task: TaskRecord, calendar: WorkingCalendar): FinishedPlan | null {
  const done = doneSteps(task);
  if (done.length === 0) return null;
  const place = new Map(done.map((subtask, index) => [subtask.id, index]));
  const subtasks = done.map((subtask) => ({
    title: subtask.title,
    minutes: recordedMinutes(subtask, calendar) ?? subtask.estimatedTime,
    dependencies: subtask.dependencies.flatMap((id) => place.get(id) ?? []),
  }));
  return { title: task.title, subtasks };
}

/**
 * The time noted on a step; else the working minutes from its start to its end, where people noted both as they
 * happened. Null when they did not: an end ticked right after the start, or weeks later, tells less than the estimate.
 */
function recordedMinutes(
  { actualMinutes, startedAt, completedAt, estimatedTime }: SubtaskRecord,
  calendar: WorkingCalendar,
): number | null {
  if (actualMinutes > 0) return actualMinutes;
  if (!startedAt || !completedAt) return null;
  const taken = workingMinutesBetween(calendar, startedAt, completedAt);
  return taken >= estimatedTime / 4 && taken <= estimatedTime * 4 ? taken : null;
}

/** So many recorded steps are needed to tell a team's pace. */
const ENOUGH = 5;

/**
 * How much longer the team's steps took than estimated: the median of recorded over estimated minutes, within a half
 * and the double; undefined when too little was recorded.
 */
export function paceOf({ past, calendar }: Experience): number | undefined {
  const ratios = past
    .flatMap(doneSteps)
    .flatMap((step) => {
      const minutes = recordedMinutes(step, calendar);
      return minutes === null ? [] : [minutes / step.estimatedTime];
    })
    .toSorted((a, b) => a - b);
  if (ratios.length < ENOUGH) return undefined;
  const middle = ratios.length / 2;
  const median = (ratios[Math.ceil(middle) - 1]! + ratios[Math.floor(middle)]!) / 2;
  return Math.min(2, Math.max(0.5, median));
}

const stepsAreTimed = (task: TaskRecord, calendar: WorkingCalendar): boolean => {
  const steps = doneSteps(task);
  return steps.filter((step) => recordedMinutes(step, calendar) !== null).length * 2 >= steps.length;
};

/** Told to a model are at most so many tasks, at least this alike. */
const mostSimilar = 3;
const leastLikeness = 0.2;

/**
 * The finished tasks most like a new one, of those with recorded times. What was done for another customer is told by
 * its kind alone: titles are free text and may tell of that customer.
 */
export function similarTasks(task: TaskRecord, { past, calendar }: Experience): SimilarTask[] {
  const timed = past.filter(
    (other) => other.id !== task.id && (stepsAreTimed(other, calendar) || other.actualMinutes > 0),
  );
  const scores = likenesses(task, timed);
  return timed
    .map((other, index) => ({ other, score: scores[index]! }))
    .filter(({ score }) => score >= leastLikeness)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostSimilar)
    .map(({ other }) => {
      const steps = doneSteps(other).map((step) => ({
        title: step.title,
        minutes: recordedMinutes(step, calendar) ?? step.estimatedTime,
      }));
      const sum = steps.reduce((minutes, step) => minutes + step.minutes, 0);
      // What was noted on a task as a whole tells more than the guesses for its steps.
      const minutes = stepsAreTimed(other, calendar) ? sum : other.actualMinutes;
      const sameCustomer = task.customerId !== null && other.customerId === task.customerId;
      return sameCustomer
        ? { what: other.title, minutes, steps }
        : { what: matchTemplate(other.title, '').label, minutes, steps: [] };
    });
}
