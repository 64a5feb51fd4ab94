import type { Customer } from '../../../lib/contracts/customer.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findCustomer } from './find-customer.ts';
import { presentCustomer } from './present-customer.ts';

/** One customer. Throws ProblemError `forbidden` or `not_found`, with the id of the one it was merged into, if it was. */
export async function getCustomer({ ports, actor }: Context, id: string): Promise<Customer> {
  requirePermission(actor, 'customers.read', 'read customers');
  try {
    return await presentCustomer(ports, await findCustomer(ports, id));
  } catch (error) {
    const [merge] = error instanceof ProblemError ? await ports.merges.ofMerged([id]) : [];
    if (!merge || !(await ports.customers.find(merge.keptId))) throw error;
    throw new ProblemError('not_found', 'This customer was merged into another. Open that one.', {
      existingId: merge.keptId,
    });
  }
}
