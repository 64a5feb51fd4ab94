import type { LeadRequest } from '../../../lib/contracts/lead.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import { ownersOf } from '../../../lib/domain/own-records.ts';
import type { Ports } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';

/** The longest a name stands in a notification. */
const longest = 80;
const told: ReadonlySet<string> = new Set(['marketing', 'admin']);

/** The event by which marketing, admins and whoever has the customer learn of a form. */
export async function leadEvent(
  { users }: Pick<Ports, 'users'>,
  customer: CustomerRecord,
  { type, name }: Pick<LeadRequest, 'type' | 'name'>,
): Promise<DomainEvent> {
  const members = await users.members();
  return {
    type: 'lead.received',
    customerId: customer.id,
    form: type,
    name: name.replaceAll(/\s+/g, ' ').slice(0, longest),
    memberIds: members.filter(({ id, role }) => told.has(role) || id === customer.assignedTo).map(({ id }) => id),
    owners: ownersOf(customer),
  };
}
