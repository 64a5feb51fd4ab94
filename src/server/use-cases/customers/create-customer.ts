import type { CreateCustomerRequest, Customer } from '../../../lib/contracts/customer.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { checkAssignee } from '../tasks/task-references.ts';
import { checkCustomer } from './customer-fields.ts';
import { newCustomer } from './new-customer.ts';
import { saveCustomer } from './save-customer.ts';

/**
 * Creates a customer, assigned to the caller unless another, or null for nobody, is named.
 * @throws ProblemError `forbidden`, `validation_failed`, or `duplicate` with the id of the one that has the email
 */
export async function createCustomer(context: Context, input: CreateCustomerRequest): Promise<Customer> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.write', 'create customers');
  const member = actor.kind === 'member' ? actor.id : null;
  const assignedTo = input.assignedTo === undefined ? member : input.assignedTo;
  if (assignedTo !== null && assignedTo !== member) await checkAssignee(ports, assignedTo, 'assignedTo');

  const record = newCustomer(ports, { ...input, assignedTo });
  checkCustomer(record);
  return saveCustomer(context, { before: null, after: record, changed: [] });
}
