import type { Note } from '../../../lib/contracts/customer.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findCustomer } from './find-customer.ts';
import { presentNotes } from './present-customer.ts';

/** All notes on a customer, newest first. Throws ProblemError `forbidden` or `not_found`. */
export async function listNotes({ ports, actor }: Context, customerId: string): Promise<Note[]> {
  requirePermission(actor, 'customers.read', 'read customers');
  const { notes } = await findCustomer(ports, customerId);
  return presentNotes(ports, notes);
}
