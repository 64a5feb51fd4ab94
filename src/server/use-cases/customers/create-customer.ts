import type { CreateCustomerRequest, Customer } from '../../../lib/contracts/customer.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { checkAssignee } from '../tasks/task-references.ts';
import { checkCustomer, withoutBlanks, withoutNulls } from './customer-fields.ts';
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

  const now = ports.clock.now();
  const contact = withoutBlanks(input.contactInfo);
  const record: CustomerRecord = {
    id: ports.ids.next(),
    contactInfo: { ...noContact, ...contact, name: { ...noContact.name, ...contact.name } },
    address: { ...noAddress, ...withoutBlanks(input.address) },
    status: input.status,
    source: input.source,
    assignedTo,
    pipelineId: null,
    pipelineStage: null,
    tags: distinct(input.tags),
    customFields: withoutNulls(input.customFields),
    notes: [],
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  checkCustomer(record);
  return saveCustomer(context, { before: null, after: record, changed: [] });
}

const noContact: CustomerRecord['contactInfo'] = {
  email: null,
  phone: null,
  company: null,
  industry: null,
  name: { first: null, last: null },
  website: null,
};
const noAddress: CustomerRecord['address'] = { street: null, city: null, state: null, country: null, zipCode: null };

const distinct = (tags: readonly string[]): string[] => [...new Set(tags)];
