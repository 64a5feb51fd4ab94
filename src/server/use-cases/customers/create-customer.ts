import type { CreateCustomerRequest, Customer } from '../../../lib/contracts/customer.ts';
import type { Context } from '../../ports/index.ts';
import { checkedValues, checkRequired, withDefaults } from '../custom-fields/check-values.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';
import { requirePermission } from '../shared/authorise.ts';
import { checkAssignee } from '../tasks/task-references.ts';
import { checkCustomer } from './customer-fields.ts';
import { newCustomer } from './new-customer.ts';
import { saveCustomer } from './save-customer.ts';

/**
 * Creates a customer, assigned to the caller unless another, or null for nobody, is named. Custom fields that are not
 * given have their defaults. Programs need not know the required ones; `byHand` says that a person fills in a form.
 * @throws ProblemError `forbidden`, `validation_failed`, or `duplicate` with the id of the one that has the email
 */
export async function createCustomer(
  context: Context,
  input: CreateCustomerRequest,
  { byHand = false }: { byHand?: boolean } = {},
): Promise<Customer> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.write', 'create customers');
  const member = actor.kind === 'member' ? actor.id : null;
  const assignedTo = input.assignedTo === undefined ? member : input.assignedTo;
  if (assignedTo !== null && assignedTo !== member) await checkAssignee(ports, assignedTo, 'assignedTo');

  const { fields } = await findCustomFields(ports);
  const customFields = withDefaults(fields, checkedValues(fields, input.customFields, {}));
  if (byHand) checkRequired(fields, customFields);
  const record = newCustomer(ports, { ...input, customFields, assignedTo });
  checkCustomer(record);
  return saveCustomer(context, { before: null, after: record, changed: [] });
}
