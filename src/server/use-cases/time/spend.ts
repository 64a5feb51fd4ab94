import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { TaskRecord } from '../../records/index.ts';
import { editTask } from '../tasks/edit-task.ts';

export interface Spending {
  subtaskId: string | null;
  /** Minutes more; negative for less. */
  minutes: number;
  /** Further writes and events of the same commit. */
  write: (tx: Tx) => Promise<void>;
  events?: readonly DomainEvent[];
}

/**
 * Changes the time spent on a task, and on a step of its plan, in one commit with what it is counted from. `decide` reads
 * afresh each time it is tried.
 * @throws ProblemError `not_found`
 */
export const spend = (
  context: Context,
  taskId: string,
  decide: (task: TaskRecord, now: Date) => Promise<Spending> | Spending,
): Promise<Task> =>
  editTask(context, { id: taskId }, async (before, now) => {
    const { write, events = [], ...spending } = await decide(before, now);
    return { after: withTime(before, spending), changed: ['actualMinutes'], write, events };
  });

function withTime(task: TaskRecord, { subtaskId, minutes }: Pick<Spending, 'subtaskId' | 'minutes'>): TaskRecord {
  const plan = task.aiGenerated;
  const more = (spent: number) => Math.max(0, spent + minutes);
  return {
    ...task,
    actualMinutes: more(task.actualMinutes),
    aiGenerated: plan && {
      ...plan,
      subtasks: plan.subtasks.map((step) =>
        step.id === subtaskId ? { ...step, actualMinutes: more(step.actualMinutes) } : step,
      ),
    },
  };
}
