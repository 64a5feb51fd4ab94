import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BulkCustomersChange } from '../../../src/lib/contracts/customer.ts';
import type { Context } from '../../../src/server/ports/index.ts';
import { getJob } from '../../../src/server/use-cases/batches/get-job.ts';
import { revertBatch } from '../../../src/server/use-cases/batches/revert-batch.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { bulkCustomers } from '../../../src/server/use-cases/customers/bulk-customers.ts';
import { createCustomer } from '../../../src/server/use-cases/customers/create-customer.ts';
import { updateCustomer } from '../../../src/server/use-cases/customers/update-customer.ts';
import { createCustomFieldRequest } from '../../../src/lib/contracts/custom-field.ts';
import { createCustomerRequest } from '../../../src/lib/contracts/customer.ts';
import { bulkDeals } from '../../../src/server/use-cases/deals/bulk-deals.ts';
import { bulkTasks } from '../../../src/server/use-cases/tasks/bulk-tasks.ts';
import { createCustomField } from '../../../src/server/use-cases/custom-fields/create-field.ts';
import { updateCustomField } from '../../../src/server/use-cases/custom-fields/update-field.ts';
import { jobOf } from '../../support/bulk.ts';
import { system } from '../../support/ports.ts';
import { aDeal } from '../../support/records.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

async function changed(ids: string[], change: BulkCustomersChange): Promise<string> {
  const answer = await bulkCustomers(world.as.seller, { ids, change });
  if ('job' in answer) throw new Error('Too many for this test');
  return answer.batchId;
}
async function ended(id: string, as: Context = world.as.seller) {
  expect(await runBatch(world.ports, id, { signal: new AbortController().signal, isLastAttempt: true })).toBe('over');
  return getJob(as, id);
}
async function undone(batchId: string, as: Context = world.as.seller) {
  const job = await ended((await revertBatch(as, batchId)).id, as);
  expect(job).toMatchObject({ status: 'complete' });
  expect(job.progress.done).toBe(job.progress.total);
  return job;
}
const customer = async (id: string) => (await world.ports.customers.find(id))!;

test('every field of a customer comes back exactly, custom ones and tags among them', async () => {
  const before = await world.customer({
    tags: ['vip', 'a, b'],
    customFields: { 'Size. in m²': 12.5, $cost: '=1+1', open: false, gone: 'x' },
    assignedTo: world.as.admin.actor.id,
    source: 'fair',
    address: { street: 'Long Rd 1', city: null, state: null, country: 'AT', zipCode: '1010' },
  });
  const batch = await changed([before.id], {
    contactInfo: { company: 'Other', phone: '1', name: { first: 'Ada', last: 'L' }, website: 'https://a.example' },
    address: { street: null, city: 'Graz' },
    status: 'inactive',
    source: 'web',
    assignedTo: null,
    tags: ['new'],
    customFields: { 'Size. in m²': null, $cost: 'other', open: true, added: 1 },
  });
  expect(await customer(before.id)).toMatchObject({ version: 2, tags: ['new'], status: 'inactive' });
  expect((await undone(batch)).result).toEqual({ changed: 1, unchanged: 0, refused: 0, refusals: [] });
  const after = await customer(before.id);
  const { version: _v, fieldVersions: _f, updatedAt: _u, ...kept } = before;
  expect(after).toMatchObject(kept);
  expect(after.customFields).toEqual(before.customFields);
  expect(new Set(after.tags)).toEqual(new Set(before.tags));
});

test('a custom field gets back what it had, also when it is required or has other options by now', async () => {
  const { admin } = world.as;
  const { key } = await createCustomField(
    admin,
    createCustomFieldRequest.parse({ label: 'Tier of old', type: 'select', options: ['Gold', 'Tin'], required: true }),
  );
  const gold = await world.customer({ customFields: { [key]: 'Gold' } });
  const none = await world.customer();
  const batch = await changed([gold.id, none.id], { customFields: { [key]: 'Tin' } });
  await updateCustomField(admin, { key, patch: { options: ['Tin'] } });
  expect((await undone(batch)).result).toMatchObject({ changed: 2, refused: 0 });
  expect((await customer(gold.id)).customFields).toEqual({ [key]: 'Gold' });
  expect((await customer(none.id)).customFields).toEqual({});
});

test('what someone changed since stays, the rest goes back, and both are told', async () => {
  const [whole, part, tagged] = [await world.customer(), await world.customer(), await world.customer({ tags: ['a'] })];
  const ids = [whole.id, part.id, tagged.id];
  const batch = await changed(ids, { status: 'customer', source: 'fair', addTags: ['spring'] });
  await updateCustomer(world.as.admin, { id: whole.id, patch: { status: 'lead', source: 'web', tags: [] } });
  await updateCustomer(world.as.admin, { id: part.id, patch: { status: 'inactive' } });
  await updateCustomer(world.as.admin, { id: tagged.id, patch: { tags: ['a', 'spring', 'later'] } });
  const { result } = await undone(batch);
  expect(result).toMatchObject({ changed: 2, refused: 2 });
  expect(result?.refusals.map(({ id, error }) => [id, error.detail.split(':')[0]])).toEqual(
    expect.arrayContaining([
      [whole.id, 'status, source'],
      [part.id, 'status'],
    ]),
  );
  expect(await customer(whole.id)).toMatchObject({ status: 'lead', source: 'web', tags: [] });
  expect(await customer(part.id)).toMatchObject({ status: 'inactive', source: 'other', tags: [] });
  expect(await customer(tagged.id)).toMatchObject({ status: 'lead', tags: ['a', 'later'] });
});

test('deleted ones come back, created ones go to the bin unless someone worked on them', async () => {
  const one = await world.customer();
  const deletion = await changed([one.id], { delete: true });
  expect((await undone(deletion)).result).toMatchObject({ changed: 1 });
  expect(await customer(one.id)).toMatchObject({ deletedAt: null });

  const batchId = world.ports.ids.next();
  const inBatch = { ...world.as.seller, batchId };
  const made = async (company: string) =>
    (await createCustomer(inBatch, createCustomerRequest.parse({ contactInfo: { company } }))).id;
  const [plain, twice, touched] = [await made('Plain'), await made('Twice'), await made('Touched')];
  await updateCustomer(inBatch, { id: twice, patch: { status: 'customer' } });
  await updateCustomer(world.as.admin, { id: touched, patch: { status: 'customer' } });
  const job = await undone(batchId);
  expect(job.result).toMatchObject({ changed: 2, refused: 1, refusals: [{ id: touched, status: 409 }] });
  expect((await customer(plain)).deletedAt).not.toBeNull();
  expect((await customer(twice)).deletedAt).not.toBeNull();
  expect((await customer(touched)).deletedAt).toBeNull();

  expect((await undone(job.id)).result).toMatchObject({ changed: 2 });
  expect((await customer(plain)).deletedAt).toBeNull();
});

test('tasks come back too, with their dates', async () => {
  const [one, two] = [await world.task({ dueDate: '2026-12-01T16:30:00.000Z' }), await world.task()];
  const answer = await bulkTasks(world.as.seller, {
    ids: [one.id, two.id],
    change: { status: 'completed', dueDate: '2026-12-24T16:30:00.000Z', priority: 'low' },
  });
  await undone('batchId' in answer ? answer.batchId : '');
  expect(await world.ports.tasks.find(one.id)).toMatchObject({
    status: 'pending',
    priority: 'medium',
    completedAt: null,
    dueDate: new Date('2026-12-01T16:30:00.000Z'),
  });
  expect(await world.ports.tasks.find(two.id)).toMatchObject({ status: 'pending', dueDate: null });
});

test('deals too: many lost for a reason at once, then open again as they were', async () => {
  const { id: customerId } = await world.customer();
  const deals = Array.from({ length: 205 }, (_, index) =>
    aDeal(world.ports.ids.next(), { customerId, currency: 'NOK', value: index }),
  );
  await world.ports.commit({ actor: system, events: [], write: (tx) => world.ports.deals.insertMany(deals, tx) });
  const filter = { currency: 'NOK', status: 'open' };
  const unsaid = jobOf(await bulkDeals(world.as.seller, { filter, change: { status: 'lost' } }));
  expect(await ended(unsaid.id)).toMatchObject({ result: { changed: 0, refused: 205 } });

  const change = { status: 'lost', lostReason: 'The fund closed' } as const;
  const job = jobOf(await bulkDeals(world.as.seller, { filter, change }));
  expect(await ended(job.id)).toMatchObject({ kind: 'bulk_deals', result: { changed: 205, refused: 0 } });
  const lost = await world.ports.deals.findMany(deals.map(({ id }) => id));
  expect(lost.every(({ status, lostReason, closedAt }) => status === 'lost' && lostReason && closedAt)).toBe(true);
  expect((await undone(job.id)).result).toMatchObject({ changed: 205 });
  expect(await world.ports.deals.find(deals[9]!.id)).toMatchObject({
    status: 'open',
    lostReason: null,
    closedAt: null,
    value: 9,
  });
  expect(await refusal(bulkDeals(world.as.nobody, { filter, change: { delete: true } }))).toMatchObject({
    code: 'forbidden',
  });
});

test('only who did it, and admins, can put it back', async () => {
  const { id } = await world.customer();
  const batch = await changed([id], { status: 'customer' });
  const other = { ...world.as.seller, actor: { ...world.as.seller.actor, id: 'f'.repeat(24) } };
  expect(await refusal(revertBatch(other, batch))).toMatchObject({ code: 'not_found' });
  expect(await refusal(revertBatch(world.as.seller, 'f'.repeat(24)))).toMatchObject({ code: 'not_found' });
  expect((await undone(batch, world.as.admin)).result).toMatchObject({ changed: 1 });
});
