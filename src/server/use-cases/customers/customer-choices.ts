import type { Customer } from '../../../lib/contracts/customer.ts';
import type { Context } from '../../ports/index.ts';
import { getCustomer } from './get-customer.ts';
import { listCustomers } from './list-customers.ts';

const limit = 200;

/** Customers for a picker, by company, with the one chosen now among them even when it is not in the first 200. */
export async function customerChoices(context: Context, chosen: string | null): Promise<Customer[]> {
  const { items } = await listCustomers(context, { limit, sort: 'company' });
  if (chosen === null || items.some((customer) => customer.id === chosen)) return items;
  const missing = await getCustomer(context, chosen).catch(() => null);
  return missing ? [missing, ...items] : items;
}
