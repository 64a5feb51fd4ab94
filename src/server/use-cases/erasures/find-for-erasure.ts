import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';

/**
 * A customer, also one in the bin: people have a right to what is kept of them there.
 * @throws ProblemError `not_found`, with the id of the one it was merged into, if it was: that one holds its data
 */
export async function findEvenDeleted(
  { customers, merges }: Pick<Ports, 'customers' | 'merges'>,
  id: string,
): Promise<CustomerRecord> {
  const [merge] = await merges.ofMerged([id]);
  if (merge) {
    throw new ProblemError('not_found', 'This customer was merged into another. Open that one.', {
      existingId: merge.keptId,
    });
  }
  const found = await customers.find(id);
  if (!found) throw notFound('customer');
  return found;
}
