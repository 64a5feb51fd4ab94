import { afterAll, beforeAll, expect, test } from 'vitest';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { createDealRequest } from '../../../src/lib/contracts/deal.ts';
import { ProblemError } from '../../../src/lib/domain/errors.ts';
import { handle as purge } from '../../../src/server/jobs/handle-purge-deleted.ts';
import { listCustomerActivity } from '../../../src/server/use-cases/activity/list-customer-activity.ts';
import { addNote } from '../../../src/server/use-cases/customers/add-note.ts';
import { getCustomer } from '../../../src/server/use-cases/customers/get-customer.ts';
import { restoreCustomer } from '../../../src/server/use-cases/customers/restore-customer.ts';
import { updateCustomer } from '../../../src/server/use-cases/customers/update-customer.ts';
import { createDeal } from '../../../src/server/use-cases/deals/create-deal.ts';
import { mergeCustomers } from '../../../src/server/use-cases/merges/merge-customers.ts';
import { undoMerge } from '../../../src/server/use-cases/merges/undo-merge.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { aCustomer } from '../../support/records.ts';
import { taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const contact = (parts: Parameters<typeof aCustomer>[1]) => aCustomer('', parts).contactInfo;
const find = async (id: string) => (await world.ports.customers.find(id))!;
const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw new Error(`Not refused: ${String(error)}`);
  return error;
};

let companies = 0;
/** Two records of one customer: the second has the email, a note, a task and a deal. */
async function pair() {
  companies += 1;
  const kept = await world.customer({
    contactInfo: contact({ company: `Acme ${companies}`, phone: '1234567' }),
    tags: ['vip'],
    customFields: { Size: 10 },
  });
  const other = await world.customer({
    contactInfo: contact({ company: 'ACME', email: `dana${companies}@acme.test`, phone: '7654321' }),
    tags: ['fair', 'vip'],
    customFields: { Size: 12, 'Their. $ref': 'x' },
    status: 'customer',
  });
  const note = await addNote(world.as.seller, { customerId: other.id, content: 'Called' });
  const task = await world.task({ customerId: other.id });
  const deal = await createDeal(world.as.seller, createDealRequest.parse({ customerId: other.id, title: 'Renewal' }));
  return { kept: await find(kept.id), other: await find(other.id), note, task, deal };
}
const content = ({ version: _v, fieldVersions: _f, updatedAt: _u, ...kept }: Awaited<ReturnType<typeof find>>) => kept;

test('joins fields, tags, notes, tasks, deals and histories, and undo brings all of it back exactly', async () => {
  const { kept, other, note, task, deal } = await pair();
  const { customer, mergeId, moved } = await mergeCustomers(world.as.seller, {
    ids: [kept.id, other.id],
    into: kept.id,
    fields: { 'contactInfo.phone': other.id, 'customFields.Size': other.id },
  });
  expect(moved).toEqual({ notes: 1, tasks: 1, deals: 1 });
  expect(customer).toMatchObject({
    id: kept.id,
    contactInfo: { company: kept.contactInfo.company, email: other.contactInfo.email, phone: '7654321' },
    status: 'lead',
    tags: ['vip', 'fair'],
    customFields: { Size: 12, 'Their. $ref': 'x' },
    notes: [{ id: note.id }],
  });
  expect((await world.ports.tasks.find(task.id))?.customerId).toBe(kept.id);
  expect((await world.ports.deals.find(deal.id))?.customerId).toBe(kept.id);
  const history = await listCustomerActivity(world.as.seller, { id: kept.id, query: listActivityQuery.parse({}) });
  expect(history.items.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['merged', 'merged_into', 'note_added']),
  );
  expect(history.items.find(({ type }) => type === 'merged')?.changes).toContainEqual({
    path: 'mergedFrom',
    from: null,
    to: ['ACME'],
  });

  const gone = await refusal(getCustomer(world.as.seller, other.id));
  expect(gone).toMatchObject({ code: 'not_found', options: { existingId: kept.id } });
  expect((await refusal(restoreCustomer(world.as.seller, other.id))).code).toBe('conflict');

  const undone = await undoMerge(world.as.seller, mergeId);
  expect(undone).toMatchObject({ restored: [other.id], stays: [] });
  expect(content(await find(kept.id))).toEqual(content(kept));
  expect(content(await find(other.id))).toEqual(content(other));
  expect((await world.ports.tasks.find(task.id))?.customerId).toBe(other.id);
  expect((await world.ports.deals.find(deal.id))?.customerId).toBe(other.id);
  expect((await refusal(undoMerge(world.as.seller, mergeId))).message).toContain('undone already');
});

test('undo leaves what someone changed since, and tells', async () => {
  const { kept, other, task } = await pair();
  const { mergeId } = await mergeCustomers(world.as.seller, {
    ids: [other.id],
    into: kept.id,
    fields: { 'contactInfo.phone': other.id },
  });
  await updateCustomer(world.as.admin, {
    id: kept.id,
    patch: { contactInfo: { phone: '999 9999' }, addTags: ['new'] },
  });
  await addNote(world.as.admin, { customerId: kept.id, content: 'Since' });
  await updateTask(world.as.admin, { id: task.id, patch: { customerId: null } });
  const { stays } = await undoMerge(world.as.seller, mergeId);
  expect(stays).toEqual([
    { what: 'field', name: 'contactInfo.phone', reason: 'was changed since' },
    { what: 'task', name: task.title, reason: 'was moved since' },
  ]);
  const after = await find(kept.id);
  expect(after.contactInfo).toMatchObject({ phone: '999 9999', email: null });
  expect(after.tags).toEqual(['vip', 'new']);
  expect(after.notes.map((each) => each.content)).toEqual(['Since']);
  expect((await world.ports.tasks.find(task.id))?.customerId).toBeNull();
});

test('an email someone took meanwhile keeps a merge from being undone, wholly', async () => {
  const { kept, other } = await pair();
  const { mergeId } = await mergeCustomers(world.as.seller, { ids: [other.id], into: kept.id });
  await updateCustomer(world.as.admin, { id: kept.id, patch: { contactInfo: { email: null } } });
  const thief = await world.customer({ contactInfo: contact({ email: other.contactInfo.email }) });
  const before = await find(kept.id);
  expect((await refusal(undoMerge(world.as.seller, mergeId))).code).toBe('duplicate');
  expect(await find(kept.id)).toEqual(before);
  expect((await find(other.id)).deletedAt).not.toBeNull();
  await updateCustomer(world.as.admin, { id: thief.id, patch: { contactInfo: { email: null, company: 'Thief' } } });
  expect((await undoMerge(world.as.seller, mergeId)).restored).toEqual([other.id]);
});

test('two merges of one record at once: one happens, the other is refused and changes nothing', async () => {
  const { kept, other, task } = await pair();
  const rival = await world.customer({ contactInfo: contact({ company: 'Rival' }) });
  const into = (id: string) => mergeCustomers(world.as.seller, { ids: [other.id], into: id });
  const results = await Promise.allSettled([into(kept.id), into(rival.id)]);
  const done = results.filter((result) => result.status === 'fulfilled');
  expect(done).toHaveLength(1);
  const [failed] = results.filter((result) => result.status === 'rejected');
  expect(failed?.reason).toMatchObject({ code: 'not_found' });
  const winner = done[0]!.value.customer.id;
  expect((await world.ports.tasks.find(task.id))?.customerId).toBe(winner);
  const loser = winner === kept.id ? rival : kept;
  expect(content(await find(loser.id))).toEqual(content(loser));
});

test('edits and notes during a merge are neither lost nor left behind', async () => {
  const { kept, other } = await pair();
  const edit = updateCustomer(world.as.admin, { id: kept.id, patch: { contactInfo: { industry: 'Pumps' } } });
  const note = addNote(world.as.admin, { customerId: other.id, content: 'Meanwhile' }).then(
    () => true,
    () => false,
  );
  await mergeCustomers(world.as.seller, { ids: [other.id], into: kept.id });
  await edit;
  const noted = await note;
  const after = await find(kept.id);
  expect(after.contactInfo.industry).toBe('Pumps');
  expect(after.notes.map(({ content: text }) => text)).toEqual(noted ? ['Called', 'Meanwhile'] : ['Called']);
});

test('merges of merges come apart again in turn, and histories outlive the bin', async () => {
  const { kept, other } = await pair();
  const third = await world.customer({ contactInfo: contact({ company: 'Third' }) });
  const first = await mergeCustomers(world.as.seller, { ids: [other.id], into: kept.id });
  const second = await mergeCustomers(world.as.seller, { ids: [kept.id], into: third.id });
  const historyOf = async () => {
    const query = listActivityQuery.parse({ limit: 100 });
    return (await listCustomerActivity(world.as.seller, { id: third.id, query })).items;
  };
  expect((await historyOf()).map(({ type }) => type)).toContain('deal_created');
  expect((await refusal(undoMerge(world.as.seller, first.mergeId))).code).toBe('conflict');
  await undoMerge(world.as.seller, second.mergeId);
  expect((await historyOf()).map(({ type }) => type)).not.toContain('deal_created');
  await undoMerge(world.as.seller, first.mergeId);
  expect((await find(other.id)).deletedAt).toBeNull();

  const last = await mergeCustomers(world.as.seller, { ids: [other.id], into: third.id });
  world.clock.advance(31 * 864e5);
  await purge({}, { container: { ports: world.ports } } as unknown as Parameters<typeof purge>[1]);
  expect(await world.ports.customers.find(other.id)).toBeNull();
  expect((await historyOf()).map(({ type }) => type)).toContain('note_added');
  expect((await refusal(undoMerge(world.as.seller, last.mergeId))).code).toBe('conflict');
});

test('what cannot be merged is refused, and those without the right change nothing', async () => {
  const { kept, other } = await pair();
  const merge = (fields: Record<string, string>, as = world.as.seller) =>
    mergeCustomers(as, { ids: [other.id], into: kept.id, fields });
  expect((await refusal(merge({ 'contactInfo.fax': kept.id }))).code).toBe('validation_failed');
  expect((await refusal(merge({ status: 'f'.repeat(24) }))).code).toBe('validation_failed');
  expect((await refusal(merge({}, world.as.nobody))).code).toBe('forbidden');
  const many = { ids: ['f'.repeat(24)], into: kept.id };
  expect((await refusal(mergeCustomers(world.as.seller, many))).code).toBe('not_found');
  expect(await find(kept.id)).toEqual(kept);
  expect(await find(other.id)).toEqual(other);
});
