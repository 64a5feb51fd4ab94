import type { DismissDuplicatesRequest } from '../../../lib/contracts/duplicates.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context, DismissedPair } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';

/**
 * Remembers that none of these customers is the same as another of them.
 * @throws ProblemError `forbidden`, or `not_found` when one is not there or in the bin
 */
export async function dismissDuplicates({ ports, actor }: Context, { ids }: DismissDuplicatesRequest): Promise<void> {
  requirePermission(actor, 'customers.write', 'decide which customers are duplicates');
  const found = await ports.customers.findMany(ids);
  if (found.filter(({ deletedAt }) => deletedAt === null).length < ids.length) throw notFound('customer');
  const pairs = ids.flatMap((one, index) => ids.slice(index + 1).map((other): DismissedPair => [one, other]));
  const by = { actorId: actor.kind === 'member' ? actor.id : null, at: ports.clock.now() };
  await ports.commit({ actor, events: [], write: (tx) => ports.dismissals.add(pairs, by, tx) });
}
