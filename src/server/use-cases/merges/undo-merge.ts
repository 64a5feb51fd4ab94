import { isDeepStrictEqual } from 'node:util';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { Staying, UndoMergeAnswer } from '../../../lib/contracts/merge.ts';
import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import { DuplicateKeyError, type Context } from '../../ports/index.ts';
import type { ActivityRecord, CustomerRecord, MergeRecord } from '../../records/index.ts';
import { valueAt } from '../activity/activity-of.ts';
import { collectChanges } from '../batches/collect-changes.ts';
import { readAhead } from '../batches/read-ahead.ts';
import { checkCustomer, withoutNulls } from '../customers/customer-fields.ts';
import { saveCustomer } from '../customers/save-customer.ts';
import { requirePermission } from '../shared/authorise.ts';
import { applyPatch, stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { handOver, type Belongings } from './belongings.ts';
import { nested } from './merged-fields.ts';

/**
 * Undoes a merge, all in one commit: the merged customers come back with their notes, tasks and deals, the kept one has
 * the fields it had. What someone changed since stays, and is told.
 * @throws ProblemError `forbidden`, `not_found`, `conflict` when it is undone already or can be no more, or `duplicate`
 *   when another customer has an email by now
 */
export async function undoMerge(context: Context, mergeId: string): Promise<UndoMergeAnswer> {
  const { actor } = context;
  requirePermission(actor, 'customers.write', 'undo merges');
  requirePermission(actor, 'customers.delete', 'undo merges, since that brings some back from the bin');
  try {
    return await retryStale(() => undoOnce(context, mergeId));
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
    throw new ProblemError(
      'duplicate',
      'Another customer has the email of a merged one by now. Change that email, then undo the merge.',
    );
  }
}

async function undoOnce(context: Context, mergeId: string): Promise<UndoMergeAnswer> {
  const { ports, actor } = context;
  const merge = await ports.merges.find(mergeId);
  if (!merge) throw notFound('merge');
  if (merge.undoneAt) throw new ProblemError('conflict', 'This merge was undone already.');
  const { kept, merged } = await readRecords(context, merge);
  const now = ports.clock.now();
  const { after, changed, stays } = asBefore(kept, merge, now);
  const rest = (await ports.merges.histories([kept.id])).filter((id) => !merge.histories.includes(id));
  const lastContactAt = await ports.interactions.lastAt([kept.id, ...rest]);
  const back = await comingBack(context, merge, merged);
  const collected = collectChanges(await readAhead(ports, 'customers', [kept.id, ...merge.mergedIds]));
  const inside = { ...context, ports: collected.ports };
  const told: Pick<ActivityRecord, 'type' | 'changes'> = { type: 'merge_undone', changes: [] };
  // The kept one first: it gives back emails.
  const customer = await saveCustomer(inside, { before: kept, after: { ...after, lastContactAt }, changed, told });
  for (const before of merged) {
    const again = { ...stamp(before, ['deletedAt'], now), deletedAt: null };
    await saveCustomer(inside, { before, after: again, changed: ['deletedAt'], told });
  }
  await handOver(inside, back.belongings, ({ id }) => back.owners.get(id) ?? kept.id);
  await ports.commit({
    actor,
    events: collected.events,
    audit: [
      {
        kind: 'merge_undone',
        subject: { type: 'customer', id: kept.id, name: customerName(kept) },
        count: 1 + merged.length,
        changes: [{ path: 'mergedFrom', from: merged.map(customerName), to: null }],
      },
    ],
    async write(tx) {
      await ports.merges.undo(merge.id, now, tx);
      await collected.write(tx);
    },
  });
  return { customer, restored: merged.map(({ id }) => id), stays: [...stays, ...back.stays] };
}

async function readRecords(
  { ports }: Context,
  { keptId, mergedIds }: MergeRecord,
): Promise<{ kept: CustomerRecord; merged: CustomerRecord[] }> {
  const kept = await ports.customers.find(keptId);
  const merged = await ports.customers.findMany(mergedIds);
  const there = await ports.all.customers.findMany([keptId, ...mergedIds]);
  if (merged.length + (kept ? 1 : 0) < there.length) throw notFound('merge');
  if (kept?.deletedAt !== null) {
    throw new ProblemError('conflict', 'The customer they were merged into is in the bin. Bring that one back first.');
  }
  if (merged.length < mergedIds.length) {
    throw new ProblemError('conflict', 'Merged customers have left the bin for good, so the merge cannot be undone.');
  }
  return { kept, merged };
}

const since = 'was changed since';

/** The kept customer as it was, but for the fields that are no longer as the merge made them. */
function asBefore(
  kept: CustomerRecord,
  merge: MergeRecord,
  now: Date,
): { after: CustomerRecord; changed: string[]; stays: Staying[] } {
  const fields = merge.changes.filter(({ path }) => path !== 'tags');
  const untouched = fields.filter(({ path, to }) => isDeepStrictEqual(valueAt(kept, path), to));
  const stays = fields
    .filter((field) => !untouched.includes(field))
    .map(({ path }): Staying => ({ what: 'field', name: path, reason: since }));
  const patch = nested(untouched.map(({ path, from }) => ({ path, value: from })));
  const tags = { tags: tagsBefore(kept, merge) };
  const patched = applyPatch(kept, { ...patch, ...tags }, { now });
  const notes = kept.notes.filter(({ id }) => !merge.noteIds.includes(id));
  const changed = notes.length < kept.notes.length ? [...patched.changed, 'notes'] : patched.changed;
  const { version, fieldVersions } = kept;
  const after: CustomerRecord = {
    ...stamp({ ...patched.record, version, fieldVersions }, changed, now),
    customFields: withoutNulls(patched.record.customFields),
    notes,
  };
  checkCustomer(after);
  return { after, changed, stays };
}

/** Tags go one by one: those others gave or took since stay so. */
function tagsBefore({ tags }: CustomerRecord, { changes }: MergeRecord): string[] {
  const change = changes.find(({ path }) => path === 'tags');
  const had = new Set(Array.isArray(change?.from) ? change.from : []);
  const given = new Set((Array.isArray(change?.to) ? change.to : []).filter((tag) => !had.has(tag)));
  return tags.filter((tag) => !given.has(tag));
}

/** The tasks and deals that are still where the merge put them, and whose they were. */
async function comingBack(
  { ports }: Context,
  merge: MergeRecord,
  merged: readonly CustomerRecord[],
): Promise<{ belongings: Belongings; owners: Map<string, string>; stays: Staying[] }> {
  const owners = new Map([...merge.tasks, ...merge.deals].map(({ id, from }) => [id, from]));
  const known = new Set(merged.map(({ id }) => id));
  const tasks = await ports.all.tasks.findMany(merge.tasks.map(({ id }) => id));
  const deals = await ports.all.deals.findMany(merge.deals.map(({ id }) => id));
  const goes = ({ id, customerId, deletedAt }: { id: string; customerId: string | null; deletedAt: Date | null }) =>
    deletedAt === null && customerId === merge.keptId && known.has(owners.get(id) ?? '');
  const reason = ({ deletedAt }: { deletedAt: Date | null }) => (deletedAt ? 'is in the bin' : 'was moved since');
  return {
    belongings: { tasks: tasks.filter(goes), deals: deals.filter(goes) },
    owners,
    stays: [
      ...tasks
        .filter((task) => !goes(task))
        .map((task): Staying => ({ what: 'task', name: task.title, reason: reason(task) })),
      ...deals
        .filter((deal) => !goes(deal))
        .map((deal): Staying => ({ what: 'deal', name: deal.title, reason: reason(deal) })),
    ],
  };
}
