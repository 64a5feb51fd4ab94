import type { Generation } from '../../lib/contracts/generation.ts';
import type { Task } from '../../lib/contracts/task.ts';
import type { Context } from '../ports/index.ts';
import { waitForGeneration } from '../use-cases/generations/wait-for-generation.ts';
import { isOver } from '../use-cases/runs/wait-for-end.ts';
import { getTask } from '../use-cases/tasks/get-task.ts';

interface WaitingCall {
  context: Context;
  wait: number | undefined;
  signal: AbortSignal;
}

type Answer =
  | { status: 202; headers: Record<string, string>; body: { generation: Generation } }
  | { status: 200; headers: Record<string, string>; body: { generation: Generation; task: Task } };

/** 202 with the place to look; with Prefer: wait the result, if the run ends within the wait. */
export async function answerGeneration({ context, wait, signal }: WaitingCall, queued: Generation): Promise<Answer> {
  const headers = { Location: `/api/generations/${queued.id}` };
  if (wait === undefined) return { status: 202, headers, body: { generation: queued } };
  const generation = await waitForGeneration(context, queued.id, { seconds: wait, signal });
  if (!isOver(generation)) return { status: 202, headers, body: { generation } };
  const task = await getTask(context, generation.taskId);
  return { status: 200, headers: { ...headers, 'Preference-Applied': `wait=${wait}` }, body: { generation, task } };
}
