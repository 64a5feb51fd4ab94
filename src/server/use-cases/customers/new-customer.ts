import type { CreateCustomerRequest } from '../../../lib/contracts/customer.ts';
import type { Ports } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { withoutBlanks, withoutNulls } from './customer-fields.ts';

const noContact: CustomerRecord['contactInfo'] = {
  email: null,
  phone: null,
  company: null,
  industry: null,
  name: { first: null, last: null },
  website: null,
};
const noAddress: CustomerRecord['address'] = { street: null, city: null, state: null, country: null, zipCode: null };

/** The record of a customer that is about to be created, with what was not given filled in. */
export function newCustomer(
  { clock, ids }: Pick<Ports, 'clock' | 'ids'>,
  input: CreateCustomerRequest & { assignedTo: string | null; customFields: CustomerRecord['customFields'] },
): CustomerRecord {
  const now = clock.now();
  const contact = withoutBlanks(input.contactInfo);
  return {
    id: ids.next(),
    contactInfo: { ...noContact, ...contact, name: { ...noContact.name, ...contact.name } },
    address: { ...noAddress, ...withoutBlanks(input.address) },
    status: input.status,
    source: input.source,
    assignedTo: input.assignedTo,
    pipelineId: null,
    pipelineStage: null,
    tags: [...new Set(input.tags)],
    customFields: withoutNulls(input.customFields),
    lastContactAt: null,
    notes: [],
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}
