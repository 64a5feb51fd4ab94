import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { MemberRef } from '../../../lib/contracts/common.ts';
import type { Deal } from '../../../lib/contracts/deal.ts';
import type { Ports } from '../../ports/index.ts';
import type { DealRecord } from '../../records/index.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';

type Stores = Pick<Ports, 'users' | 'all'>;
type Customers = ReadonlyMap<string, NonNullable<Deal['customer']>>;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Several deals, in one read of all members and one of all customers they name. */
export async function presentDeals(ports: Stores, records: readonly DealRecord[]): Promise<Deal[]> {
  const [members, customers] = await Promise.all([
    memberRefs(
      ports,
      records.map(({ assignedTo }) => assignedTo),
    ),
    customerRefs(ports, records),
  ]);
  return records.map((record) => toDeal(record, members, customers));
}

/** A deal as the API shows it. */
export async function presentDeal(ports: Stores, record: DealRecord): Promise<Deal> {
  const [deal] = await presentDeals(ports, [record]);
  if (!deal) throw new Error('A deal was lost');
  return deal;
}

/** Who sees a deal sees with whom it is, also when that customer is not for them to open. */
async function customerRefs({ all }: Stores, records: readonly DealRecord[]): Promise<Customers> {
  const wanted = [...new Set(records.map(({ customerId }) => customerId))];
  if (wanted.length === 0) return new Map();
  const found = await all.customers.findMany(wanted);
  return new Map(found.map((customer) => [customer.id, { id: customer.id, name: customerName(customer) }]));
}

const toDeal = (record: DealRecord, members: ReadonlyMap<string, MemberRef>, customers: Customers): Deal => ({
  id: record.id,
  customerId: record.customerId,
  customer: customers.get(record.customerId) ?? null,
  title: record.title,
  pipelineId: record.pipelineId,
  pipelineStage: record.pipelineStage,
  stageSince: iso(record.stageSince),
  value: record.value,
  currency: record.currency,
  expectedCloseDate: iso(record.expectedCloseDate),
  status: record.status,
  lostReason: record.lostReason,
  closedAt: iso(record.closedAt),
  assignedTo: record.assignedTo,
  assignee: refOf(record.assignedTo, members),
  deletedAt: iso(record.deletedAt),
  version: record.version,
  createdAt: record.createdAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
});
