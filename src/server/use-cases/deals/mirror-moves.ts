import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { presentCustomer } from '../customers/present-customer.ts';
import { applyPatch } from '../shared/merge-patch.ts';
import type { Stay } from './stay.ts';

interface Mirrors {
  events: DomainEvent[];
  write: (tx: Tx) => Promise<void>;
}

/**
 * What a commit writes of the customers whose deals move in it: they show where the deal moved last is. Whoever the
 * customer belongs to: a member who sees only their own deals moves them all the same.
 */
export async function mirrorsOf({ ports }: Context, moves: readonly Stay[]): Promise<Mirrors> {
  // Of several deals of one customer the last one counts.
  const deals = new Map(moves.map(({ change: { after } }) => [after.customerId, after]));
  const events: DomainEvent[] = [];
  const records: CustomerRecord[] = [];
  for (const { customerId, pipelineId, pipelineStage } of deals.values()) {
    const before = await ports.all.customers.find(customerId);
    if (!before) continue;
    const { record, changed } = applyPatch(before, { pipelineId, pipelineStage }, { now: ports.clock.now() });
    if (changed.length === 0) continue;
    records.push(record);
    const customer = await presentCustomer(ports, record);
    events.push({ type: 'customer.changed', change: 'updated', customer, changed });
  }
  return {
    events,
    async write(tx) {
      for (const record of records) await ports.customers.mirror(record, tx);
    },
  };
}
