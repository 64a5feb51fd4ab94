import type { Customer } from '../../../lib/contracts/customer.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findCustomer } from './find-customer.ts';
import { presentCustomer } from './present-customer.ts';

/** One customer. Throws ProblemError `forbidden` or `not_found`. */
export async function getCustomer({ ports, actor }: Context, id: string): Promise<Customer> {
  requirePermission(actor, 'customers.read', 'read customers');
  return presentCustomer(ports, await findCustomer(ports, id));
}
