import { customerName } from '../../../lib/contracts/customer.ts';
import type { MergeAnswer, MergeCustomersRequest } from '../../../lib/contracts/merge.ts';
import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomerRecord, MergeRecord } from '../../records/index.ts';
import { valueAt } from '../activity/activity-of.ts';
import { collectChanges } from '../batches/collect-changes.ts';
import { readAhead } from '../batches/read-ahead.ts';
import { mostNotes } from '../customers/add-note.ts';
import { checkCustomer, withoutNulls } from '../customers/customer-fields.ts';
import { saveCustomer } from '../customers/save-customer.ts';
import { latest } from '../interactions/save-interaction.ts';
import { requirePermission } from '../shared/authorise.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { belongingsOf, handOver } from './belongings.ts';
import { mergedFields } from './merged-fields.ts';

/**
 * Merges customers into one of them, all in one commit: field by field, with all tags and notes; living tasks and deals
 * move, histories are shown together, the others go to the bin. What someone edits meanwhile is merged too.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed`, or `conflict` when more than 500 would move
 */
export async function mergeCustomers(context: Context, request: MergeCustomersRequest): Promise<MergeAnswer> {
  const { actor } = context;
  requirePermission(actor, 'customers.write', 'merge customers');
  requirePermission(actor, 'customers.delete', 'merge customers, since that puts some into the bin');
  return retryStale(() => mergeOnce(context, request));
}

async function mergeOnce(context: Context, { ids, into, fields = {} }: MergeCustomersRequest): Promise<MergeAnswer> {
  const { ports, actor } = context;
  const wanted = [into, ...new Set(ids.filter((id) => id !== into))];
  const found = new Map((await ports.customers.findMany(wanted)).map((record) => [record.id, record]));
  const [kept, ...others] = wanted.map((id) => living(found.get(id)));
  if (!kept) throw notFound('customer');
  const belongings = await belongingsOf(
    ports,
    others.map(({ id }) => id),
  );
  const now = ports.clock.now();
  const { after, changed, noteIds } = merged(kept, others, { fields, now });
  const merge: MergeRecord = {
    id: ports.ids.next(),
    keptId: kept.id,
    mergedIds: others.map(({ id }) => id),
    histories: await historiesOf(context, others),
    mergedBy: actor.kind === 'member' ? actor.id : null,
    at: now,
    undoneAt: null,
    changes: changed
      .filter((path) => path !== 'notes')
      .map((path) => ({ path, from: valueAt(kept, path), to: valueAt(after, path) })),
    noteIds,
    tasks: belongings.tasks.map(({ id, customerId }) => ({ id, from: customerId ?? kept.id })),
    deals: belongings.deals.map(({ id, customerId }) => ({ id, from: customerId })),
  };
  const collected = collectChanges(await readAhead(ports, 'customers', wanted));
  const inside = { ...context, ports: collected.ports };
  // Those that go first free their emails.
  for (const before of others) {
    const gone = { ...stamp(before, ['deletedAt'], now), deletedAt: now };
    await saveCustomer(inside, { before, after: gone, changed: ['deletedAt'], told: toldOf('merged_into', [before]) });
  }
  const customer = await saveCustomer(inside, {
    before: kept,
    after,
    changed,
    told: toldOf('merged', others),
  });
  await handOver(inside, belongings, () => kept.id);
  await ports.commit({
    actor,
    events: collected.events,
    audit: [
      {
        kind: 'merged',
        subject: { type: 'customer', id: kept.id, name: customerName(kept) },
        count: wanted.length,
        changes: [{ path: 'mergedFrom', from: null, to: others.map(customerName) }],
      },
    ],
    async write(tx) {
      await collected.write(tx);
      await ports.merges.insert(merge, tx);
    },
  });
  const { tasks, deals } = belongings;
  return { customer, mergeId: merge.id, moved: { notes: noteIds.length, tasks: tasks.length, deals: deals.length } };
}

function living(record: CustomerRecord | undefined): CustomerRecord {
  if (record?.deletedAt !== null) throw notFound('customer');
  return record;
}

/** What the history says of a merge: the names of those that are no more. */
const toldOf = (type: 'merged' | 'merged_into', records: readonly CustomerRecord[]) => ({
  type,
  changes: [{ path: 'mergedFrom', from: null, to: records.map(customerName) }],
});

async function historiesOf({ ports }: Context, others: readonly CustomerRecord[]): Promise<string[]> {
  const ids = others.map(({ id }) => id);
  return [...ids, ...(await ports.merges.histories(ids))];
}

function merged(
  kept: CustomerRecord,
  others: readonly CustomerRecord[],
  { fields, now }: { fields: Readonly<Record<string, string>>; now: Date },
): { after: CustomerRecord; changed: string[]; noteIds: string[] } {
  const { record, changed } = mergedFields(kept, others, fields);
  const notes = others.flatMap((other) => other.notes);
  if (kept.notes.length + notes.length > mostNotes) {
    throw new ProblemError('conflict', `Together they have more than ${mostNotes} notes, the most there can be.`);
  }
  const all = notes.length > 0 ? [...changed, 'notes'] : changed;
  const { version, fieldVersions } = kept;
  const after: CustomerRecord = {
    ...stamp({ ...record, version, fieldVersions }, all, now),
    customFields: withoutNulls(record.customFields),
    lastContactAt: latest(kept.lastContactAt, ...others.map((other) => other.lastContactAt)),
    notes: [...kept.notes, ...notes].toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime()),
  };
  checkCustomer(after);
  return { after, changed: all, noteIds: notes.map(({ id }) => id) };
}
