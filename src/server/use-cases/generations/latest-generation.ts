import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentProposal } from '../proposals/present-proposal.ts';
import { presentGeneration } from './present-generation.ts';

/** The newest run of a task, over or not; null when there was none. Throws ProblemError `forbidden`. */
export async function latestGeneration({ ports, actor }: Context, taskId: string): Promise<Generation | null> {
  requirePermission(actor, 'tasks.read', 'follow generations');
  const task = await ports.tasks.find(taskId);
  const run = task && (await ports.generations.latest(taskId));
  return run && presentGeneration(run, await presentProposal(ports, run, task));
}
