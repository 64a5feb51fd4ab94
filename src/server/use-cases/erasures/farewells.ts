import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Ports } from '../../ports/index.ts';
import { presentCustomer } from '../customers/present-customer.ts';
import { presentDeal } from '../deals/present-deal.ts';
import { presentTask } from '../tasks/present-task.ts';
import type { Belongings } from './belongings-of.ts';

const noContact = {
  ...{ email: null, phone: null, company: null, industry: null, website: null },
  name: { first: null, last: null },
};
const noAddress = { street: null, city: null, state: null, country: null, zipCode: null };

/** What tells open pages that records are gone: the last event of each, with nothing in it but the id. */
export async function farewells(ports: Ports, { customers, deals, tasks }: Belongings): Promise<DomainEvent[]> {
  const gone = { deletedAt: ports.clock.now() };
  const living = <Kept extends { deletedAt: Date | null }>(records: readonly Kept[]) =>
    records.filter(({ deletedAt }) => deletedAt === null);
  const change = 'deleted';
  const events: DomainEvent[] = [];
  for (const record of living(customers)) {
    const bare = { contactInfo: noContact, address: noAddress, tags: [], customFields: {}, notes: [], source: 'other' };
    const customer = await presentCustomer(ports, { ...record, ...bare, ...gone, version: record.version + 1 });
    events.push({ type: 'customer.changed', change, changed: ['deletedAt'], customer });
  }
  for (const record of living(deals)) {
    const bare = { title: '', lostReason: null, value: null };
    const deal = await presentDeal(ports, { ...record, ...bare, ...gone, version: record.version + 1 });
    events.push({ type: 'deal.changed', change, changed: ['deletedAt'], deal: { ...deal, customer: null } });
  }
  for (const record of living(tasks)) {
    const bare = { title: '', description: '', aiGenerated: null, tags: [] };
    const task = await presentTask(ports, { ...record, ...bare, ...gone, version: record.version + 1 });
    events.push({ type: 'task.changed', change, changed: ['deletedAt'], task: { ...task, parent: null } });
  }
  return events;
}
