import type { Customer } from '../../../lib/contracts/customer.ts';
import type { Erasure } from '../../../lib/contracts/erasure.ts';
import type { Context } from '../../ports/index.ts';
import { presentCustomer } from '../customers/present-customer.ts';
import { requirePermission } from '../shared/authorise.ts';
import { belongingsOf, type Belongings } from './belongings-of.ts';
import { findEvenDeleted } from './find-for-erasure.ts';

/** What would go with a customer, for the question before. Throws ProblemError `forbidden` or `not_found`. */
export async function previewErasure(
  { ports, actor }: Context,
  id: string,
): Promise<{ customer: Customer; removed: Erasure['removed'] }> {
  requirePermission(actor, 'customers.erase', 'erase customers');
  const customer = await findEvenDeleted(ports, id);
  return {
    customer: await presentCustomer(ports, customer),
    removed: countsOf(await belongingsOf(ports, customer)),
  };
}

export const countsOf = ({ customers, deals, tasks }: Belongings): Erasure['removed'] => ({
  customers: customers.length,
  notes: customers.reduce((sum, { notes }) => sum + notes.length, 0),
  deals: deals.length,
  tasks: tasks.length,
});
