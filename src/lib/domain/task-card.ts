import type { Plan, Task } from '../contracts/task.ts';
import type { TaskCard } from '../contracts/task-views.ts';

/** A plan in figures; cancelled steps do not count. */
export function planFigures({ subtasks, timeline, metadata }: Plan): NonNullable<TaskCard['plan']> {
  const steps = subtasks.filter(({ status }) => status !== 'cancelled');
  return {
    steps: steps.length,
    done: steps.filter(({ status }) => status === 'completed').length,
    minutes: steps.reduce((sum, { estimatedTime }) => sum + estimatedTime, 0),
    confidence: metadata.confidence,
    generatedBy: metadata.generatedBy,
    start: timeline?.estimatedStartDate ?? null,
    end: timeline?.estimatedEndDate ?? null,
  };
}

/** What a task looks like from afar. */
export const cardOf = (task: Task): TaskCard => ({
  id: task.id,
  title: task.title,
  status: task.status,
  priority: task.priority,
  dueDate: task.dueDate,
  scheduledFor: task.scheduledFor,
  completedAt: task.completedAt,
  assignee: task.assignee,
  parent: task.parent,
  plan: task.aiGenerated && planFigures(task.aiGenerated),
  deletedAt: task.deletedAt,
  version: task.version,
});
