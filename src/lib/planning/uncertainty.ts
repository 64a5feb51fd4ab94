import { addWorkingMinutes } from './calendar.ts';
import { openWork, toDate } from './network.ts';
import { listByRank, listByRule } from './priority-rules.ts';
import { seededRandom, shuffledIndexes } from './random.ts';
import { DEFAULT_RATIO_QUANTILES, ratioAt, type RatioQuantiles } from './ratio-quantiles.ts';
import { byOrder, type ScheduleInput } from './schedule.ts';
import { serialSchedule } from './serial-schedule.ts';
import type { PlanSubtask } from './types.ts';

export interface UncertaintyInput extends ScheduleInput {
  /** How long work really takes against its estimate: for all, or for each subtask what was learned about it. */
  ratioQuantiles?: RatioQuantiles | ((subtask: PlanSubtask) => RatioQuantiles) | undefined;
  /** Simulated runs; default 400. */
  runs?: number | undefined;
  seed?: number | undefined;
}

export interface SubtaskRange {
  id: string;
  /** Working minutes it takes less than with 10 %, and at most with 90 % probability; for open subtasks what is left. */
  low: number;
  high: number;
}

export interface FinishRange {
  /** The dates by which the plan is finished with 50, 80 and 95 % probability. */
  p50: Date;
  p80: Date;
  p95: Date;
  /** The probability of being finished by the due date; null without one. */
  onTime: number | null;
  subtasks: SubtaskRange[];
}

/**
 * The range of a plan's finish: the network is scheduled again and again with durations drawn from the ratio
 * quantiles, people keeping the sequence of the plan (a Monte-Carlo PERT; R. M. van Slyke 1963). Draws are a Latin
 * hypercube (M. D. McKay and others 1979), so a few hundred runs are steady. The same input gives the same answer.
 * Subtasks are taken to be independent: what delays all of them together is not in the range.
 */
export function finishRange(input: UncertaintyInput): FinishRange {
  const { calendar, dueDate, runs = 400, seed = 1 } = input;
  const work = openWork({ ...input, subtasks: byOrder(input.subtasks) });
  const { network, origin, subtasks } = work;
  const ratios = input.ratioQuantiles ?? DEFAULT_RATIO_QUANTILES;
  const quantilesOf = typeof ratios === 'function' ? ratios : () => ratios;

  const planned = serialSchedule(network, listByRule(network, input.sequence ?? 'latest_start'));
  const list = listByRank(network, planned.starts);
  const random = seededRandom(seed);
  const draws = subtasks.map((subtask, index) => {
    const quantiles = quantilesOf(subtask);
    const strata = shuffledIndexes(runs, random);
    return strata.map((stratum) => network.durations[index]! * ratioAt(quantiles, (stratum + random()) / runs));
  });
  const makespans = Array.from({ length: runs }, (_, run) => {
    return serialSchedule({ ...network, durations: draws.map((durations) => durations[run]!) }, list).makespan;
  }).sort((a, b) => a - b);

  const lastDone = latestCompletion(input) ?? origin;
  const finishAt = (minutes: number) => (subtasks.length > 0 ? addWorkingMinutes(calendar, origin, minutes) : lastDone);
  const finishBy = (probability: number) => finishAt(makespans[Math.ceil(probability * runs) - 1]!);
  const due = dueDate ? toDate(dueDate) : null;
  return {
    p50: finishBy(0.5),
    p80: finishBy(0.8),
    p95: finishBy(0.95),
    onTime: due === null ? null : makespans.filter((minutes) => finishAt(minutes) <= due).length / runs,
    subtasks: subtasks.map((subtask, index) => subtaskRange(subtask, network.durations[index]!, quantilesOf(subtask))),
  };
}

function subtaskRange(subtask: PlanSubtask, minutes: number, quantiles: RatioQuantiles): SubtaskRange {
  const rounded = (value: number) => (value < 10 ? Math.max(1, Math.round(value)) : Math.round(value / 5) * 5);
  return {
    id: subtask.id,
    low: rounded(minutes * ratioAt(quantiles, 0.1)),
    high: rounded(minutes * ratioAt(quantiles, 0.9)),
  };
}

function latestCompletion({ subtasks, now }: ScheduleInput): Date | null {
  const dates = subtasks
    .filter((subtask) => subtask.status === 'completed')
    .map((subtask) => toDate(subtask.completedAt ?? now).getTime());
  return dates.length > 0 ? new Date(Math.max(...dates)) : null;
}
