import { optimizeSchedule } from '../../../lib/planning/optimize-schedule.ts';
import { schedulePlan, type ScheduleInput } from '../../../lib/planning/schedule.ts';
import type { PlanSchedule } from '../../../lib/planning/types.ts';
import type { SubtaskRecord } from '../../records/index.ts';

interface BetterOrder {
  /** All subtask ids. */
  order: string[];
  schedule: PlanSchedule;
}

/**
 * The best order of the steps found, with those that are locked at the places they have. The present one when that would
 * put a step before what it waits for, or end later.
 */
export function betterOrder(subtasks: readonly SubtaskRecord[], input: ScheduleInput): BetterOrder {
  const best = optimizeSchedule(input);
  if (!subtasks.some(({ locked }) => locked)) return best;
  const present = subtasks.toSorted((a, b) => a.order - b.order);
  const locked = new Set(present.filter((step) => step.locked).map(({ id }) => id));
  const free = best.order.filter((id) => !locked.has(id));
  const order = present.map(({ id }) => (locked.has(id) ? id : (free.shift() ?? id)));
  const place = new Map(order.map((id, index) => [id, index]));
  const placeOf = (id: string) => place.get(id) ?? -1;
  const holds = subtasks.every(({ id, dependencies }) => dependencies.every((other) => placeOf(other) < placeOf(id)));
  const asItIs = { order: present.map(({ id }) => id), schedule: schedulePlan(input) };
  if (!holds) return asItIs;
  const moved = input.subtasks.map((step) => ({ ...step, order: placeOf(step.id) }));
  const schedule = schedulePlan({ ...input, subtasks: moved });
  return schedule.estimatedEndDate <= asItIs.schedule.estimatedEndDate ? { order, schedule } : asItIs;
}
