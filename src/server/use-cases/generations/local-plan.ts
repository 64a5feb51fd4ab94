import { planConfidence } from '../../../lib/planning/confidence.ts';
import type { PlanRequest, Ports } from '../../ports.ts';
import type { TaskRecord } from '../../records.ts';
import type { MadePlan } from './make-plan.ts';
import type { RunReporter } from './run-reporter.ts';

interface LocalOptions {
  request: PlanRequest;
  past: readonly TaskRecord[];
  reporter: RunReporter;
}

export function planByLocalPlanner(_ports: Pick<Ports, 'clock'>, { request, reporter }: LocalOptions): MadePlan {
  const subtasks = ['Prepare', 'Do', 'Follow up'].map((verb, index) => ({
    title: `${verb}: ${request.title}`,
    description: '',
    estimatedTime: 60,
    dependencies: index === 0 ? [] : [index - 1],
    priority: 'medium' as const,
  }));
  reporter.progress({
    stage: 'generating',
    percentage: 10,
    message: 'Planning from experience',
    estimatedTimeRemaining: 1,
  });
  subtasks.forEach((subtask, index) => reporter.arrived({ index, ...subtask }));
  const confidence = planConfidence({ repairs: 0, contextLength: 0, similarity: 0, source: 'local' });
  return {
    draft: { subtasks, assumptions: [] },
    generatedBy: 'local-planner',
    promptUsed: '',
    confidence,
    repairs: [],
  };
}
