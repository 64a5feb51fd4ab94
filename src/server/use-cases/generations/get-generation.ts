import type { Generation } from '../../../lib/contracts/generation.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentProposal } from '../proposals/present-proposal.ts';
import { presentGeneration } from './present-generation.ts';

/** A generation and its progress. Throws ProblemError `forbidden` or `not_found`. */
export async function getGeneration({ ports, actor }: Context, id: string): Promise<Generation> {
  requirePermission(actor, 'tasks.read', 'follow generations');
  const run = await ports.generations.find(id);
  const task = run && (await ports.tasks.find(run.taskId));
  if (!task) throw notFound('generation');
  return presentGeneration(run, await presentProposal(ports, run, task));
}
