import type { TaskPriority } from '../../../lib/contracts/task.ts';
import { planConfidence } from '../../../lib/planning/confidence.ts';
import { planLocally } from '../../../lib/planning/local-planner/plan-locally.ts';
import type { PlanRequest } from '../../ports/index.ts';
import { finishedPlan, likeness, paceOf, type Experience } from './experience.ts';
import type { MadePlan } from './made-plan.ts';
import type { RunReporter } from './run-reporter.ts';

export const localPlanner = 'local-planner';

interface LocalOptions {
  request: PlanRequest;
  experience: Experience;
  reporter: RunReporter;
}

/** Plans without a model, at once: from a finished task like this one, else from the template for the kind of goal. */
export function planByLocalPlanner({ request, experience, reporter }: LocalOptions): MadePlan {
  const { past, calendar } = experience;
  const description = [request.description, request.instructions].filter(Boolean).join('\n');
  const draft = planLocally({
    title: request.title,
    description,
    priority: request.priority as TaskPriority,
    company: request.company,
    industry: request.industry,
    stage: request.stage,
    finishedPlans: past.flatMap((task) => finishedPlan(task, calendar) ?? []),
    pace: paceOf(experience),
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
  const routing = 'No model is set up, so the local planner made this plan.';
  return { draft, generatedBy: localPlanner, promptUsed: '', confidence, repairs: [], routing, cost: null };
}
