import type { Generation } from '../../../lib/contracts/generation.ts';
import type { QuickAddRequest } from '../../../lib/contracts/quick-line.ts';
import { createTaskRequest, type Task } from '../../../lib/contracts/task.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { createTask } from './create-task.ts';
import { readQuickLine } from './read-quick-line.ts';

/** A task's title has room for so much. */
const longestTitle = 200;

/**
 * Creates the task a line describes. With a plan to be made, the title keeps the dates: they are part of the goal.
 * @throws ProblemError `forbidden`, or `validation_failed` at `line` when nothing is left for a title or it is too long
 */
export async function quickAddTask(
  context: Context,
  { customerId, generate, model, ...wish }: QuickAddRequest,
): Promise<{ task: Task; generation: Generation | null }> {
  const read = await readQuickLine(context, wish);
  const title = generate ? read.withDate : read.title;
  if (title === '') throw invalid('line', 'says when and how, but not what is to be done');
  if (title.length > longestTitle) throw invalid('line', `leaves a title of more than ${longestTitle} characters`);
  return createTask(
    context,
    createTaskRequest.parse({
      title,
      dueDate: read.dueDate,
      scheduledFor: read.scheduledFor,
      tags: read.tags,
      customerId: customerId ?? read.customer?.id ?? null,
      ...(read.priority && { priority: read.priority }),
      ...(read.assignee && { assignedTo: read.assignee.id }),
      generate,
      model,
    }),
  );
}
