import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';

/** The customer with this id. Throws ProblemError `not_found` when there is none, or when it is in the bin. */
export async function findCustomer({ customers }: Pick<Ports, 'customers'>, id: string): Promise<CustomerRecord> {
  const customer = await customers.find(id);
  if (customer?.deletedAt !== null) throw notFound('customer');
  return customer;
}
