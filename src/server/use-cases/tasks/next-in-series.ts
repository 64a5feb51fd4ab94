import { nextOccurrence } from '../../../lib/domain/recurrence/next-occurrence.ts';
import type { Context } from '../../ports/index.ts';
import type { PlanRecord, TaskRecord } from '../../records/index.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { datePlan } from '../plans/date-plan.ts';

const isOver = ({ status }: TaskRecord) => status === 'completed' || status === 'cancelled';

/**
 * The task that follows one under a rule that was just completed or cancelled; null when the rule ends, or when that task
 * was made already, because this one was open once more in between.
 */
export async function nextInSeries(
  { ports, actor }: Context,
  before: TaskRecord | null,
  after: TaskRecord,
): Promise<TaskRecord | null> {
  const { recurrence: rule, series } = after;
  if (!rule || !series || after.deletedAt || !isOver(after) || (before && isOver(before))) return null;
  const occurrence = series.occurrence + 1;
  const now = ports.clock.now();
  const last = after.dueDate ?? after.scheduledFor ?? now;
  const due = rule.count !== null && occurrence > rule.count ? null : nextOccurrence(rule, last, now);
  if (!due || (await ports.all.tasks.hasOccurrence({ id: series.id, occurrence }))) return null;
  const next: TaskRecord = {
    ...after,
    id: ports.ids.next(),
    status: 'pending',
    dueDate: due,
    scheduledFor: after.scheduledFor && new Date(due.getTime() + after.scheduledFor.getTime() - last.getTime()),
    actualMinutes: 0,
    completedAt: null,
    series: { id: series.id, occurrence },
    createdBy: actor.kind === 'member' ? actor.id : null,
    version: 1,
    fieldVersions: {},
    createdAt: now,
    updatedAt: now,
  };
  const plan = after.aiGenerated && fresh(after.aiGenerated, () => ports.ids.next());
  const calendar = await companyCalendar(ports);
  return { ...next, aiGenerated: plan && datePlan(plan, next, { now, calendar }) };
}

/** A plan with nothing done yet, its steps as records of their own. */
function fresh(plan: PlanRecord, nextId: () => string): PlanRecord {
  const ids = new Map(plan.subtasks.map(({ id }) => [id, nextId()]));
  const renamed = (id: string) => ids.get(id) ?? id;
  return {
    ...plan,
    removed: [],
    subtasks: plan.subtasks.map((step) => ({
      ...step,
      id: renamed(step.id),
      dependencies: step.dependencies.map(renamed),
      status: 'pending',
      startedAt: null,
      actualMinutes: 0,
      completedAt: null,
    })),
    timeline: plan.timeline && {
      ...plan.timeline,
      milestones: plan.timeline.milestones.map((milestone) => ({
        ...milestone,
        subtaskId: milestone.subtaskId && renamed(milestone.subtaskId),
        completed: false,
      })),
    },
  };
}
