import { mostTogether, type Duplicate } from '../../../lib/contracts/duplicates.ts';
import type { Context } from '../../ports/index.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { presentCustomers } from '../customers/present-customer.ts';
import { requirePermission } from '../shared/authorise.ts';
import { matchesOf } from './compare.ts';

/**
 * Customers that may be the same as this one, the likeliest first; at most 20.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function listCustomerDuplicates({ ports, actor }: Context, id: string): Promise<Duplicate[]> {
  requirePermission(actor, 'customers.read', 'read customers');
  const customer = await findCustomer(ports, id);
  const matches = (await matchesOf(ports, [customer])).get(id)?.slice(0, mostTogether) ?? [];
  if (matches.length === 0) return [];
  const records = await ports.customers.findMany(matches.map((match) => match.id));
  const presented = new Map((await presentCustomers(ports, records)).map((each) => [each.id, each]));
  return matches.flatMap(({ id: other, score, reasons }) => {
    const shown = presented.get(other);
    return shown ? [{ customer: shown, score, reasons }] : [];
  });
}
