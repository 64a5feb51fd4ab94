import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultCalendar } from '../../../src/lib/planning/calendar.ts';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { createCustomerRequest, listCustomersQuery } from '../../../src/lib/contracts/customer.ts';
import { createDealRequest, dealTotalsQuery, listDealsQuery } from '../../../src/lib/contracts/deal.ts';
import { listDuplicatesQuery } from '../../../src/lib/contracts/duplicates.ts';
import { listTasksQuery } from '../../../src/lib/contracts/task.ts';
import { ProblemError } from '../../../src/lib/domain/errors.ts';
import { isLimited, nobodyLimited, ownersOf } from '../../../src/lib/domain/own-records.ts';
import type { CustomerRecord, DealRecord, TaskRecord } from '../../../src/server/records/index.ts';
import { listCustomerActivity } from '../../../src/server/use-cases/activity/list-customer-activity.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { updateCompanySettings } from '../../../src/server/use-cases/company/update-settings.ts';
import { bulkCustomers } from '../../../src/server/use-cases/customers/bulk-customers.ts';
import { createCustomer } from '../../../src/server/use-cases/customers/create-customer.ts';
import { deleteCustomer } from '../../../src/server/use-cases/customers/delete-customer.ts';
import { exportCustomers } from '../../../src/server/use-cases/customers/export-customers.ts';
import { getCustomer } from '../../../src/server/use-cases/customers/get-customer.ts';
import { listCustomers } from '../../../src/server/use-cases/customers/list-customers.ts';
import { updateCustomer } from '../../../src/server/use-cases/customers/update-customer.ts';
import { getStats } from '../../../src/server/use-cases/dashboard/get-stats.ts';
import { createDeal } from '../../../src/server/use-cases/deals/create-deal.ts';
import { getDeal } from '../../../src/server/use-cases/deals/get-deal.ts';
import { getDealTotals } from '../../../src/server/use-cases/deals/get-deal-totals.ts';
import { listDeals } from '../../../src/server/use-cases/deals/list-deals.ts';
import { listCustomerDuplicates } from '../../../src/server/use-cases/duplicates/list-customer-duplicates.ts';
import { listDuplicates } from '../../../src/server/use-cases/duplicates/list-duplicates.ts';
import { getGeneration } from '../../../src/server/use-cases/generations/get-generation.ts';
import { planRequest } from '../../../src/server/use-cases/generations/plan-request.ts';
import { createImport } from '../../../src/server/use-cases/imports/create-import.ts';
import { keepUpload } from '../../../src/server/use-cases/imports/keep-upload.ts';
import { presentImport } from '../../../src/server/use-cases/imports/present-import.ts';
import { startImport } from '../../../src/server/use-cases/imports/start-import.ts';
import { mergeCustomers } from '../../../src/server/use-cases/merges/merge-customers.ts';
import { undoMerge } from '../../../src/server/use-cases/merges/undo-merge.ts';
import { portsFor } from '../../../src/server/use-cases/shared/own-records.ts';
import { getTask } from '../../../src/server/use-cases/tasks/get-task.ts';
import { listTasks } from '../../../src/server/use-cases/tasks/list-tasks.ts';
import { namedCustomers } from '../../../src/server/use-cases/tasks/named-customers.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { system } from '../../support/ports.ts';
import { aCustomer, aDeal, aGeneration, aTask } from '../../support/records.ts';
import { taskWorld, type TaskWorld } from '../tasks/world.ts';

/* A seller who sees only their own beside one who sees everything. Two customers, deals and tasks: `mine` and `theirs`. */

let world: TaskWorld;
let admin: TaskWorld['as']['admin'];
let limited: TaskWorld['as']['seller'];
let me: string;
let them: string;
let customers: Record<'mine' | 'theirs', CustomerRecord>;
let deals: Record<'mine' | 'theirs', DealRecord>;
let tasks: Record<'mine' | 'made' | 'theirs', TaskRecord>;

beforeAll(async () => {
  world = await taskWorld();
  const { ports, as } = world;
  admin = as.admin;
  me = as.seller.actor.id;
  them = admin.actor.id;
  const actor = { ...as.seller.actor, ownOnly: true };
  limited = { ports: portsFor(ports, actor), actor };
  const { ids } = ports;
  const customer = (email: string, assignedTo: string) =>
    aCustomer(ids.next(), { email, company: 'Halcyon Freight' }, { assignedTo });
  customers = { mine: customer('mine@halcyon.test', me), theirs: customer('theirs@halcyon.test', them) };
  const deal = (title: string, assignedTo: string, customerId: string) =>
    aDeal(ids.next(), { title, assignedTo, customerId, value: 100 });
  deals = {
    // With a customer that is not mine.
    mine: deal('Mine', me, customers.theirs.id),
    // And the other way round.
    theirs: deal('Theirs', them, customers.mine.id),
  };
  const task = (title: string, more: Partial<TaskRecord>) =>
    aTask(ids.next(), { title, customerId: customers.mine.id, ...more });
  tasks = {
    mine: task('Zeppelin mine', { assignedTo: me }),
    made: task('Zeppelin made', { assignedTo: them, createdBy: me }),
    theirs: task('Zeppelin theirs xylophone', { assignedTo: them }),
  };
  await ports.commit({
    actor: system,
    events: [],
    async write(tx) {
      for (const record of Object.values(customers)) await ports.customers.insert(record, tx);
      for (const record of Object.values(deals)) await ports.deals.insert(record, tx);
      for (const record of Object.values(tasks)) await ports.tasks.insert(record, tx);
    },
  });
});
afterAll(() => world.close());

async function problem(asked: Promise<unknown>): Promise<ProblemError> {
  const error: unknown = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw new Error('It was not refused', { cause: error });
  return error;
}
const codeOf = async (asked: Promise<unknown>) => (await problem(asked)).code;

test('whose a record is, and who is limited', () => {
  expect(ownersOf({ assignedTo: 'a' })).toEqual(['a']);
  expect(ownersOf({ assignedTo: 'a', createdBy: 'b' })).toEqual(['a', 'b']);
  expect(ownersOf({ assignedTo: null, createdBy: null })).toEqual([]);
  const sellersAre = { ...nobodyLimited, sales: true };
  expect([isLimited('sales', sellersAre), isLimited('marketing', sellersAre)]).toEqual([true, false]);
  expect(isLimited('admin', { sales: true, marketing: true })).toBe(false);
});

describe('who sees only their own', () => {
  test('reads them, and finds no others', async () => {
    expect((await getCustomer(limited, customers.mine.id)).id).toBe(customers.mine.id);
    expect((await getDeal(limited, deals.mine.id)).customer?.name).toBe('Halcyon Freight');
    expect((await getTask(limited, tasks.made.id)).title).toBe('Zeppelin made');
    expect(await codeOf(getCustomer(limited, customers.theirs.id))).toBe('not_found');
    expect(await codeOf(getDeal(limited, deals.theirs.id))).toBe('not_found');
    expect(await codeOf(getTask(limited, tasks.theirs.id))).toBe('not_found');
  });

  test('lists, searches, counts and adds up no others', async () => {
    const list = async (query: object) => {
      const { items, total } = await listCustomers(limited, listCustomersQuery.parse(query));
      return [items.map(({ id }) => id), total];
    };
    expect(await list({})).toEqual([[customers.mine.id], 1]);
    expect(await list({ q: 'halcyon' })).toEqual([[customers.mine.id], 1]);
    expect(await list({ assignedTo: them })).toEqual([[], 0]);
    const listed = await listTasks(limited, listTasksQuery.parse({ q: 'zeppelin', sort: 'title' }));
    expect(listed.items.map(({ title }) => title)).toEqual(['Zeppelin made', 'Zeppelin mine']);
    expect((await listDeals(limited, listDealsQuery.parse({}))).items.map(({ title }) => title)).toEqual(['Mine']);
    expect(await getDealTotals(limited, dealTotalsQuery.parse({}))).toMatchObject([{ count: 1, value: 100 }]);
    const stats = await getStats(limited);
    expect([stats.customers.byStatus.lead, stats.tasks.byStatus.pending]).toEqual([1, 2]);
  });

  test('is offered no word that only others’ records have', async () => {
    const search = { q: 'xylophnoe' };
    expect((await listTasks(admin, listTasksQuery.parse(search))).corrections).toEqual([
      { word: 'xylophnoe', instead: ['xylophone'] },
    ]);
    expect((await listTasks(limited, listTasksQuery.parse(search))).corrections).toEqual([]);
  });

  test('is told of no others as duplicates, by names, or by an email that is taken', async () => {
    expect(await listCustomerDuplicates(admin, customers.mine.id)).toHaveLength(1);
    expect(await listCustomerDuplicates(limited, customers.mine.id)).toEqual([]);
    expect((await listDuplicates(limited, listDuplicatesQuery.parse({}))).items).toEqual([]);
    const named = await namedCustomers(limited, 'Call Halcyon Freight tomorrow');
    expect(named.customer?.id).toBe(customers.mine.id);
    const create = (email: string) =>
      createCustomer(limited, createCustomerRequest.parse({ contactInfo: { email, company: 'New' } }));
    const taken = await problem(create('theirs@halcyon.test'));
    expect([taken.code, taken.options.existingId]).toEqual(['duplicate', undefined]);
    expect((await problem(create('mine@halcyon.test'))).options.existingId).toBe(customers.mine.id);
  });

  test('changes no others, one by one, in bulk, or by merging', async () => {
    expect(await codeOf(updateCustomer(limited, { id: customers.theirs.id, patch: { source: 'referral' } }))).toBe(
      'not_found',
    );
    expect(await codeOf(updateTask(limited, { id: tasks.theirs.id, patch: { title: 'x' } }))).toBe('not_found');
    const change = { status: 'prospect' as const };
    const byIds = await bulkCustomers(limited, { ids: [customers.theirs.id], change });
    expect(byIds).toMatchObject({ results: [{ status: 404 }] });
    const byFilter = await bulkCustomers(limited, { filter: { q: 'halcyon' }, change });
    expect(byFilter).toMatchObject({ results: [{ id: customers.mine.id, status: 200 }] });
    expect(await codeOf(mergeCustomers(limited, { ids: [customers.theirs.id], into: customers.mine.id }))).toBe(
      'not_found',
    );
    expect(await world.ports.customers.find(customers.theirs.id)).toEqual(customers.theirs);
  });

  test('connects nothing to others', async () => {
    const deal = createDealRequest.parse({ title: 'x', customerId: customers.theirs.id });
    expect(await codeOf(createDeal(limited, deal))).toBe('validation_failed');
    const task = { id: tasks.mine.id, patch: { parentTask: tasks.theirs.id } };
    expect(await codeOf(updateTask(limited, task))).toBe('validation_failed');
  });

  test('exports no others', async () => {
    const { limit: _limit, cursor: _cursor, ...filters } = listCustomersQuery.parse({});
    let text = '';
    for await (const piece of await exportCustomers(limited, filters)) text += String(piece);
    expect(text).toContain('mine@halcyon.test');
    expect(text).not.toContain('theirs@halcyon.test');
  });

  test('reads in the history of their customer what happened to it and to their own tasks', async () => {
    await updateTask(admin, { id: tasks.mine.id, patch: { priority: 'high' } });
    await updateTask(admin, { id: tasks.theirs.id, patch: { priority: 'high' } });
    await updateCustomer(admin, { id: customers.mine.id, patch: { source: 'referral' } });
    const history = async (context: typeof limited) => {
      const query = listActivityQuery.parse({});
      const { items, total } = await listCustomerActivity(context, { id: customers.mine.id, query });
      expect(total).toBe(items.length);
      return items.map(({ task }) => task?.title ?? null);
    };
    expect(await history(admin)).toContain('Zeppelin theirs xylophone');
    const own = await history(limited);
    expect(own).toContain('Zeppelin mine');
    expect(own).toContain(null);
    expect(own).not.toContain('Zeppelin theirs xylophone');
  });

  test('follows no plan of others, and none is made from others’ records', async () => {
    const run = aGeneration(world.ports.ids.next(), tasks.theirs.id, { requestedBy: me });
    const { ports } = world;
    await ports.commit({ actor: system, events: [], write: (tx) => ports.generations.insert(run, tx) });
    expect(await codeOf(getGeneration(limited, run.id))).toBe('not_found');
    expect((await getGeneration(admin, run.id)).id).toBe(run.id);
    await updateCompanySettings(admin, { patch: { ownRecordsOnly: { sales: true } } });
    const about = { ...tasks.mine, customerId: customers.theirs.id };
    expect((await planRequest(ports, run, about, { past: [], calendar: defaultCalendar() })).company).toBeNull();
    await updateCompanySettings(admin, { patch: { ownRecordsOnly: { sales: false } } });
    expect((await planRequest(ports, run, about, { past: [], calendar: defaultCalendar() })).company).toBe(
      'Halcyon Freight',
    );
  });

  test('imports over their own, and row by row over no others', async () => {
    await updateCompanySettings(admin, { patch: { ownRecordsOnly: { sales: true } } });
    const rows = ['Email,Industry', 'mine@halcyon.test,Air', 'theirs@halcyon.test,Air', 'third@halcyon.test,Air'];
    const file = (async function* () {
      yield await Promise.resolve(new TextEncoder().encode(`${rows.join('\n')}\n`));
    })();
    const kept = await keepUpload(limited, { name: 'list.csv', content: file });
    const record = await createImport(limited, kept);
    const { preview } = await presentImport(limited, record);
    expect(preview?.rows.map(({ outcome }) => outcome)).toEqual(['update', 'fault', 'create']);
    await startImport(limited, record.id);
    await runBatch(world.ports, record.id, { signal: new AbortController().signal, isLastAttempt: true });
    const done = await world.ports.imports.find(record.id);
    expect(done?.counts).toMatchObject({ created: 1, updated: 1, failed: 1 });
    expect((await world.ports.customers.find(customers.theirs.id))?.contactInfo.industry).toBeNull();
    expect((await world.ports.customers.find(customers.mine.id))?.contactInfo.industry).toBe('Air');
    await updateCompanySettings(admin, { patch: { ownRecordsOnly: { sales: false } } });
  });
});

describe('what follows from a change holds for everyone’s records', () => {
  test('a customer takes all its deals to the bin, and a merge moves all it has', async () => {
    const { ports } = world;
    const gone = await world.customer({ assignedTo: me });
    const deal = aDeal(ports.ids.next(), { customerId: gone.id, assignedTo: them });
    const [kept, merged] = [await world.customer({ assignedTo: me }), await world.customer({ assignedTo: me })];
    const moved = aTask(ports.ids.next(), { customerId: merged.id, assignedTo: them });
    await ports.commit({
      actor: system,
      events: [],
      async write(tx) {
        await ports.deals.insert(deal, tx);
        await ports.tasks.insert(moved, tx);
      },
    });
    await deleteCustomer(limited, { id: gone.id });
    expect((await ports.deals.find(deal.id))?.deletedAt).not.toBeNull();
    const { mergeId } = await mergeCustomers(limited, { ids: [merged.id], into: kept.id });
    expect((await ports.tasks.find(moved.id))?.customerId).toBe(kept.id);
    await updateCustomer(admin, { id: kept.id, patch: { assignedTo: them } });
    expect(await codeOf(undoMerge(limited, mergeId))).toBe('not_found');
    await undoMerge(admin, mergeId);
    expect((await ports.tasks.find(moved.id))?.customerId).toBe(merged.id);
  });

  test('a refusal says no more than that there is nothing to see', async () => {
    const error = await problem(getCustomer(limited, customers.theirs.id));
    const unknown = await problem(getCustomer(limited, 'f'.repeat(24)));
    expect(error.message).toBe(unknown.message);
  });
});
