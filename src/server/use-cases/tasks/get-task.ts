import type { Task } from '../../../lib/contracts/task.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findTask } from './find-task.ts';
import { presentTask } from './present-task.ts';

/**
 * One task with its plan; those with `prompts.read` also see the prompt it was made with.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function getTask({ ports, actor }: Context, id: string): Promise<Task> {
  requirePermission(actor, 'tasks.read', 'read tasks');
  return presentTask(ports, await findTask(ports, id), { withPrompt: may(actor, 'prompts.read') });
}
