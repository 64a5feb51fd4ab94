import type { Task } from '../../../lib/contracts/task.ts';
import type { Context } from '../../ports/index.ts';
import { newGeneration } from '../generations/new-generation.ts';
import { runGeneration } from '../generations/run-generation.ts';
import { getTask } from '../tasks/get-task.ts';
import { updateSubtasks } from '../tasks/update-subtasks.ts';
import { updateTask } from '../tasks/update-task.ts';

/** Plans in this process with the local planner, whatever models are configured, and no worker is asked. */
export async function planLocally(context: Context, taskId: string): Promise<Task> {
  const { ports, actor } = context;
  const run = newGeneration(ports, { taskId, kind: 'plan', actor });
  await ports.commit({ actor, events: [], write: (tx) => ports.generations.insert(run, tx) });
  const local = { ...ports, ai: { ...ports.ai, available: false } };
  await runGeneration(local, run.id, { signal: new AbortController().signal, isLastAttempt: true });
  return getTask(context, taskId);
}

/** Takes a task along to a share of its steps: at 0 nothing has begun, at 1 it is complete. */
export async function workOn(context: Context, { id, aiGenerated }: Task, share: number): Promise<void> {
  if (share === 0) return;
  const steps = aiGenerated?.subtasks ?? [];
  const finished = Math.ceil(steps.length * share);
  const done = steps.slice(0, finished).map((step) => ({ id: step.id, status: 'completed' as const }));
  const next = steps[finished];
  const subtasks = next ? [...done, { id: next.id, status: 'in_progress' as const }] : done;
  if (subtasks.length > 0) await updateSubtasks(context, { id, input: { subtasks } });
  if (share === 1) await updateTask(context, { id, patch: { status: 'completed' } });
}
