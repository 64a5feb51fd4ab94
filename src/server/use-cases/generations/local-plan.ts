import { workingMinutesBetween } from '../../../lib/planning/calendar.ts';
import { planConfidence } from '../../../lib/planning/confidence.ts';
import { planLocally } from '../../../lib/planning/local-planner/plan-locally.ts';
import type { FinishedPlan } from '../../../lib/planning/local-planner/similar-plan.ts';
import type { TaskPriority } from '../../../lib/contracts/task.ts';
import type { PlanRequest } from '../../ports.ts';
import type { SubtaskRecord, TaskRecord } from '../../records.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { likeness, type MadePlan } from './made-plan.ts';
import type { RunReporter } from './run-reporter.ts';

export const localPlanner = 'local-planner';

interface LocalOptions {
  request: PlanRequest;
  past: readonly TaskRecord[];
  reporter: RunReporter;
}

/** Plans without a model, at once: from a finished task like this one, else from the template for the kind of goal. */
export function planByLocalPlanner({ request, past, reporter }: LocalOptions): MadePlan {
  const description = [request.description, request.instructions].filter(Boolean).join('\n');
  const draft = planLocally({
    title: request.title,
    description,
    priority: request.priority as TaskPriority,
    company: request.company,
    industry: request.industry,
    stage: request.stage,
    finishedPlans: past.flatMap((task) => finishedPlan(task) ?? []),
  });
  reporter.progress({
    stage: 'generating',
    percentage: 10,
    message: 'Planning from experience',
    estimatedTimeRemaining: 1,
  });
  draft.subtasks.forEach((subtask, index) => reporter.arrived({ index, ...subtask }));
  const confidence = planConfidence({
    repairs: 0,
    contextLength: request.title.length + description.length + request.notes.join('').length,
    similarity: likeness(request, past),
    source: 'local',
  });
  return { draft, generatedBy: localPlanner, promptUsed: '', confidence, repairs: [] };
}

/** A finished task as the local planner learns from it; null without steps that were done. */
function finishedPlan({ title, aiGenerated }: TaskRecord): FinishedPlan | null {
  const done = (aiGenerated?.subtasks ?? [])
    .filter((subtask) => subtask.status !== 'cancelled')
    .toSorted((a, b) => a.order - b.order);
  if (done.length === 0) return null;
  const place = new Map(done.map((subtask, index) => [subtask.id, index]));
  const subtasks = done.map((subtask) => ({
    title: subtask.title,
    minutes: minutesTaken(subtask),
    dependencies: subtask.dependencies.flatMap((id) => place.get(id) ?? []),
  }));
  return { title, subtasks };
}

/**
 * Working minutes from start to end, where people noted both as they happened; an end ticked right after the start, or
 * weeks later, tells less than the estimate.
 */
function minutesTaken({ startedAt, completedAt, estimatedTime }: SubtaskRecord): number {
  if (!startedAt || !completedAt) return estimatedTime;
  const taken = workingMinutesBetween(companyCalendar, startedAt, completedAt);
  return taken >= estimatedTime / 4 && taken <= estimatedTime * 4 ? taken : estimatedTime;
}
