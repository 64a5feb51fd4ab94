import type { Generation } from '../../../lib/contracts/generation.ts';
import type { GenerateSubtasksRequest } from '../../../lib/contracts/task.ts';
import type { Context } from '../../ports/index.ts';
import { queueGeneration } from '../generations/queue-generation.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findTask } from './find-task.ts';

/**
 * Queues a new plan for a task; what people edited, started or finished stays unless `replaceEdits` says otherwise.
 * With `propose` it waits as a proposal.
 * @throws ProblemError `forbidden`, `not_found`, `conflict` while a plan is being made, `rate_limited`
 */
export async function generateSubtasks(
  context: Context,
  id: string,
  { model, instructions, replaceEdits, propose }: GenerateSubtasksRequest,
): Promise<Generation> {
  requirePermission(context.actor, 'ai.generate', 'have plans made');
  const task = await findTask(context.ports, id);
  return queueGeneration(context, {
    taskId: task.id,
    kind: 'plan',
    model,
    instructions: instructions === undefined || instructions === '' ? null : instructions,
    replaceEdits,
    propose,
  });
}
