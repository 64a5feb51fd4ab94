import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { openProposal } from './open-proposal.ts';

/**
 * Discards a proposed plan; the task stays as it is.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict` when it is not open any more
 */
export async function discardProposal(
  { ports, actor }: Context,
  { id, generationId }: { id: string; generationId: string },
): Promise<void> {
  requirePermission(actor, 'tasks.write', 'change plans');
  const run = await openProposal(ports, id, generationId);
  await ports.commit({ actor, events: [], write: (tx) => ports.generations.settle(run.id, 'discarded', tx) });
}
