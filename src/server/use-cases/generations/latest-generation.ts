import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentGeneration } from './present-generation.ts';

/** The newest run of a task, over or not; null when there was none. Throws ProblemError `forbidden`. */
export async function latestGeneration({ ports, actor }: Context, taskId: string): Promise<Generation | null> {
  requirePermission(actor, 'tasks.read', 'follow generations');
  const run = (await ports.tasks.find(taskId)) && (await ports.generations.latest(taskId));
  return run && presentGeneration(run);
}
