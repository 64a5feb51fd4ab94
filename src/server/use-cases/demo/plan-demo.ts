import type { Plan } from '../../../lib/contracts/task.ts';
import { planConfidence } from '../../../lib/planning/confidence.ts';
import { suggestDueDate } from '../../../lib/planning/due-date.ts';
import { planLocally } from '../../../lib/planning/local-planner/plan-locally.ts';
import type { Ports } from '../../ports/index.ts';
import { localPlanner } from '../generations/local-plan.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { datePlan } from '../plans/date-plan.ts';
import { isKept, mergePlan } from '../plans/merge-plan.ts';
import { presentPlan } from '../tasks/present-task.ts';

/** A plan for a visitor, and what its dates depend on. */
export interface DemoPlan {
  goal: string;
  plan: Plan;
  dueDate: string | null;
  /** The time zone of the dates. */
  zone: string;
  now: string;
}

/**
 * Plans a visitor's goal by the local planner, as it would be planned for members with no model at hand. Reads none of
 * the company's work, asks no model and stores nothing.
 */
export async function planDemo(
  ports: Pick<Ports, 'clock' | 'ids' | 'companySettings'>,
  goal: string,
): Promise<DemoPlan> {
  const now = ports.clock.now();
  const calendar = await companyCalendar(ports);
  const draft = planLocally({ title: goal });
  const { subtasks, milestones } = mergePlan({
    draft,
    current: null,
    keeps: isKept,
    makeId: () => ports.ids.next(),
    now,
  });
  const dueDate = suggestDueDate({ title: goal }, now, calendar)?.date ?? null;
  const undated = {
    estimatedStartDate: now,
    estimatedEndDate: now,
    likelyEndDate: null,
    totalEstimatedTime: 0,
    milestones,
  };
  const metadata = {
    generatedBy: localPlanner,
    confidence: planConfidence({ repairs: 0, contextLength: goal.length, similarity: 0, source: 'local' }),
    assumptions: draft.assumptions,
    repairs: [],
    promptUsed: '',
    routing: null,
    cost: null,
    generatedAt: now,
    regenerationCount: 0,
  };
  const plan = datePlan({ subtasks, timeline: undated, metadata }, { scheduledFor: null, dueDate }, { now, calendar });
  return {
    goal,
    plan: presentPlan(plan, {}),
    dueDate: dueDate?.toISOString() ?? null,
    zone: calendar.timeZone,
    now: now.toISOString(),
  };
}
