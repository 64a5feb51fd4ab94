import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import {
  createDealRequest,
  dealTotalsQuery,
  listDealsQuery,
  updateDealRequest,
  type Deal,
} from '../../../src/lib/contracts/deal.ts';
import type { Container } from '../../../src/server/container.ts';
import { handle as purgeDeleted } from '../../../src/server/jobs/handle-purge-deleted.ts';
import type { Ports } from '../../../src/server/ports/index.ts';
import { listCustomerActivity } from '../../../src/server/use-cases/activity/list-customer-activity.ts';
import { listDealActivity } from '../../../src/server/use-cases/activity/list-deal-activity.ts';
import { updateCompanySettings } from '../../../src/server/use-cases/company/update-settings.ts';
import { deleteCustomer } from '../../../src/server/use-cases/customers/delete-customer.ts';
import { restoreCustomer } from '../../../src/server/use-cases/customers/restore-customer.ts';
import { createDeal } from '../../../src/server/use-cases/deals/create-deal.ts';
import { deleteDeal } from '../../../src/server/use-cases/deals/delete-deal.ts';
import { getDeal } from '../../../src/server/use-cases/deals/get-deal.ts';
import { getDealTotals } from '../../../src/server/use-cases/deals/get-deal-totals.ts';
import { listDeals } from '../../../src/server/use-cases/deals/list-deals.ts';
import { restoreDeal } from '../../../src/server/use-cases/deals/restore-deal.ts';
import { updateDeal } from '../../../src/server/use-cases/deals/update-deal.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { aDeal } from '../../support/records.ts';
import { system } from '../../support/ports.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
let seller: TaskWorld['as']['seller'];
let nobody: TaskWorld['as']['nobody'];
beforeAll(async () => {
  world = await taskWorld();
  ({ seller, nobody } = world.as);
});
afterAll(() => world.close());

const unknown = 'f'.repeat(24);
const aCustomer = async () => (await world.customer()).id;
const create = async (input: object = {}): Promise<Deal> =>
  createDeal(seller, createDealRequest.parse({ title: 'Renewal', customerId: await aCustomer(), ...input }));
const update = (id: string, patch: object, expectedVersion?: number): Promise<Deal> =>
  updateDeal(seller, { id, patch: updateDealRequest.parse(patch), expectedVersion });
const list = async (query: object): Promise<string[]> =>
  (await listDeals(seller, listDealsQuery.parse(query))).items.map(({ title }) => title);
const totals = (query: object) => getDealTotals(seller, dealTotalsQuery.parse(query));
const told = async (id: string) =>
  (await listDealActivity(seller, { id, query: listActivityQuery.parse({}) })).items.map(({ type }) => type);

describe('creating', () => {
  test('fills in what was not given, names the customer, and tells of it', async () => {
    const deal = await create({ value: 1250.5, expectedCloseDate: '2026-12-31' });
    expect(deal).toMatchObject({
      customer: { id: deal.customerId, name: 'Acme' },
      value: 1250.5,
      currency: 'USD',
      expectedCloseDate: '2026-12-31T00:00:00.000Z',
      status: 'open',
      lostReason: null,
      closedAt: null,
      assignee: { id: seller.actor.id },
      version: 1,
    });
    expect(await getDeal(seller, deal.id)).toEqual(deal);
    expect((await world.events()).at(-1)?.event).toEqual({
      type: 'deal.changed',
      change: 'created',
      deal,
      changed: [],
    });
    const stored = await world.connection.collection('deals').findOne({ title: 'Renewal' });
    expect(stored).toMatchObject({ amount: 125_050, fractionDigits: 2 });
  });

  test('takes the company’s currency when none is named', async () => {
    await updateCompanySettings(world.as.admin, { patch: { currency: 'CHF' } });
    expect((await create()).currency).toBe('CHF');
    expect(await refusal(updateCompanySettings(seller, { patch: { currency: 'EUR' } }))).toMatchObject({
      code: 'forbidden',
    });
    await updateCompanySettings(world.as.admin, { patch: { currency: 'EUR' } });
  });

  test.each([
    [{ customerId: unknown }, 'customerId'],
    [{ assignedTo: unknown }, 'assignedTo'],
    [{ value: 1.005, currency: 'EUR' }, 'value'],
    [{ value: 0.5, currency: 'JPY' }, 'value'],
    [{ pipelineId: unknown }, 'pipelineId'],
    [{ pipelineStage: unknown }, 'pipelineStage'],
    [{ status: 'lost' }, 'lostReason'],
    [{ lostReason: 'Price' }, 'lostReason'],
  ])('refuses %j at %s', async (input, path) => {
    expect(await refusal(create(input))).toMatchObject({ code: 'validation_failed', paths: [path] });
  });

  test('is for those who may', async () => {
    const input = createDealRequest.parse({ title: 'x', customerId: await aCustomer() });
    expect((await refusal(createDeal(nobody, input))).code).toBe('forbidden');
    expect((await refusal(listDeals(nobody, listDealsQuery.parse({})))).code).toBe('forbidden');
    expect((await refusal(getDealTotals(nobody, {}))).code).toBe('forbidden');
    const { id } = await create();
    expect((await refusal(updateDeal(nobody, { id, patch: { title: 'y' } }))).code).toBe('forbidden');
    expect((await refusal(deleteDeal(nobody, { id }))).code).toBe('forbidden');
    expect((await getDeal(seller, id)).version).toBe(1);
  });
});

describe('changing', () => {
  test('merges with changes of others, and refuses the same field with what it is now', async () => {
    const { id } = await create({ value: 100 });
    await update(id, { title: 'Bigger renewal' }, 1);
    const merged = await update(id, { value: 200 }, 1);
    expect(merged).toMatchObject({ title: 'Bigger renewal', value: 200, version: 3 });
    expect(await refusal(update(id, { title: 'Mine' }, 1))).toEqual({
      code: 'conflict',
      paths: [],
      conflicts: ['title'],
    });
  });

  test('a currency must be able to hold the value there is', async () => {
    const { id } = await create({ value: 12.5, currency: 'EUR' });
    expect(await refusal(update(id, { currency: 'JPY' }))).toMatchObject({ paths: ['value'] });
    expect(await update(id, { currency: 'JPY', value: 1300 })).toMatchObject({ value: 1300, currency: 'JPY' });
    expect(await update(id, { value: null })).toMatchObject({ value: null });
  });

  test('winning, losing and opening again leave their dates, reasons and history', async () => {
    const { id } = await create();
    world.clock.advance(1000);
    const won = await update(id, { status: 'won' });
    expect(won).toMatchObject({ status: 'won', closedAt: world.clock.now().toISOString() });
    expect((await refusal(update(id, { status: 'lost' }))).paths).toEqual(['lostReason']);
    const lost = await update(id, { status: 'lost', lostReason: 'Chose a competitor' });
    expect(lost).toMatchObject({ status: 'lost', lostReason: 'Chose a competitor' });
    expect(await update(id, { status: 'open' })).toMatchObject({ status: 'open', lostReason: null, closedAt: null });
    expect(await told(id)).toEqual(['deal_reopened', 'deal_lost', 'deal_won', 'deal_created']);
    const { items } = await listDealActivity(seller, { id, query: listActivityQuery.parse({}) });
    expect(items[1]?.changes).toEqual([
      { path: 'status', from: 'won', to: 'lost' },
      { path: 'lostReason', from: null, to: 'Chose a competitor' },
    ]);
  });
});

describe('listing', () => {
  test('filters by status, owner, word, value and day, sorts with the unknown last, page by page', async () => {
    const customerId = await aCustomer();
    const inputs = [
      { title: 'A small one', value: 10, expectedCloseDate: '2027-01-31' },
      { title: 'B without a value', assignedTo: null },
      { title: 'C large one', value: 9000.25, expectedCloseDate: '2027-02-01T00:00:00Z', status: 'won' },
      { title: 'D lost one', value: 10.5, status: 'lost', lostReason: 'Budget frozen' },
    ];
    for (const input of inputs) await create({ customerId, ...input });
    const of = (query: object) => list({ customerId, sort: 'createdAt', ...query });
    expect(await of({ status: 'won,lost' })).toEqual(['C large one', 'D lost one']);
    expect(await of({ assignedTo: 'nobody' })).toEqual(['B without a value']);
    expect(await of({ q: 'one larg' })).toEqual(['C large one']);
    expect(await of({ q: 'frozen' })).toEqual(['D lost one']);
    expect(await of({ valueMin: '10.5', valueMax: '9000.25' })).toEqual(['C large one', 'D lost one']);
    expect(await of({ closeFrom: '2027-01-31', closeTo: '2027-01-31' })).toEqual(['A small one']);
    expect(await of({ closedFrom: '2027-01-31' })).toEqual([]);
    expect(await of({ closedTo: '2027-01-31' })).toEqual(['C large one', 'D lost one']);
    expect(await of({ sort: 'expectedCloseDate' })).toEqual([
      'A small one',
      'C large one',
      ...['B without a value', 'D lost one'],
    ]);
    expect(await of({ sort: '-value' })).toEqual(['C large one', 'D lost one', 'A small one', 'B without a value']);
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listDeals(seller, listDealsQuery.parse({ customerId, sort: '-value', limit: 1, cursor }));
      expect(page.total).toBe(4);
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['C large one', 'D lost one', 'A small one', 'B without a value']);
  });

  test('adds up each currency exactly, at any number', async () => {
    const customerId = await aCustomer();
    const insert = async (count: number, overrides: object) => {
      await world.ports.commit({
        actor: system,
        events: [],
        write: async (tx) => {
          for (let index = 0; index < count; index += 1) {
            await world.ports.deals.insert(aDeal(world.ports.ids.next(), { customerId, ...overrides }), tx);
          }
        },
      });
    };
    await insert(300, { value: 0.1, currency: 'EUR' });
    await insert(2, { value: null, currency: 'EUR' });
    await insert(3, { value: 9_999_999_999.99, currency: 'USD' });
    await insert(1, { value: 1000, currency: 'JPY', status: 'won' });
    expect(await totals({ customerId })).toEqual([
      { currency: 'EUR', count: 302, withoutValue: 2, value: 30 },
      { currency: 'JPY', count: 1, withoutValue: 0, value: 1000 },
      { currency: 'USD', count: 3, withoutValue: 0, value: 29_999_999_999.97 },
    ]);
    expect(await totals({ customerId, status: 'open', currency: 'USD', valueMin: '1' })).toMatchObject([{ count: 3 }]);
    expect(await totals({ customerId: unknown })).toEqual([]);
  });
});

describe('the bin', () => {
  test('takes a deal and gives it back', async () => {
    const { id, customerId } = await create({ title: 'Thrown away' });
    await deleteDeal(seller, { id, expectedVersion: 1 });
    expect((await refusal(getDeal(seller, id))).code).toBe('not_found');
    expect(await list({ customerId })).toEqual([]);
    expect(await totals({ customerId })).toEqual([]);
    expect(await list({ customerId, deleted: 'true' })).toEqual(['Thrown away']);
    expect((await restoreDeal(seller, id)).deletedAt).toBeNull();
    expect((await refusal(deleteDeal(seller, { id, expectedVersion: 1 }))).code).toBe('conflict');
    expect(await told(id)).toEqual(['deal_restored', 'deal_deleted', 'deal_created']);
  });

  test('takes a customer’s deals along and gives back those it took, but not one thrown away before', async () => {
    const customerId = await aCustomer();
    const [first, second] = [
      await create({ customerId, title: 'First' }),
      await create({ customerId, title: 'Second' }),
    ];
    const gone = await create({ customerId, title: 'Gone before' });
    await deleteDeal(seller, { id: gone.id });
    await deleteCustomer(seller, { id: customerId });
    expect((await refusal(getDeal(seller, first.id))).code).toBe('not_found');
    expect(await refusal(restoreDeal(seller, second.id))).toMatchObject({ code: 'conflict' });
    expect((await world.ports.deals.find(second.id))?.version).toBe(2);
    const binned = (await world.events()).flatMap(({ event }) =>
      event.type === 'deal.changed' && event.change === 'deleted' && event.deal.customerId === customerId
        ? [event.deal.title]
        : [],
    );
    expect(binned).toEqual(['Gone before', 'First', 'Second']);
    await restoreCustomer(seller, customerId);
    expect(await list({ customerId, sort: 'createdAt' })).toEqual(['First', 'Second']);
    expect(await list({ customerId, deleted: 'true' })).toEqual(['Gone before']);
    const history = await listCustomerActivity(seller, { id: customerId, query: listActivityQuery.parse({}) });
    expect(history.items.filter(({ type }) => type === 'deal_restored').map(({ deal }) => deal?.title)).toEqual([
      'Second',
      'First',
    ]);
  });

  test('a deal that changed between leaves customer and deals as they were, and is taken at the next try', async () => {
    const customerId = await aCustomer();
    const { id } = await create({ customerId });
    let raced = false;
    const deals = {
      ...world.ports.all.deals,
      ofCustomer: async (...asked: Parameters<Ports['deals']['ofCustomer']>) => {
        const found = await world.ports.deals.ofCustomer(...asked);
        if (!raced) await update(id, { title: 'Changed meanwhile' });
        raced = true;
        return found;
      },
    };
    const ports = { ...world.ports, all: { ...world.ports.all, deals } };
    await deleteCustomer({ ...seller, ports }, { id: customerId });
    expect(await world.ports.deals.find(id)).toMatchObject({ title: 'Changed meanwhile', binnedWithCustomer: true });
  });

  test('is emptied after 30 days, with the history but not that of the deal’s task', async () => {
    const { id } = await create();
    const task = await world.task({ dealId: id });
    await deleteDeal(seller, { id });
    world.clock.advance(31 * 24 * 60 * 60 * 1000);
    await purgeDeleted(
      {},
      {
        container: { ports: world.ports } as Container,
        signal: new AbortController().signal,
        attempt: 1,
        isLastAttempt: false,
      },
    );
    expect(await world.ports.deals.find(id)).toBeNull();
    const history = async (of: { dealId: string } | { taskId: string }) =>
      (await world.ports.activities.list({ ...listActivityQuery.parse({}), of })).items.map(({ type }) => type);
    expect(await history({ dealId: id })).toEqual(['task_created']);
    expect(await history({ taskId: task.id })).toEqual(['task_created']);
  });
});

describe('tasks of a deal', () => {
  test('bring its customer along, show in its history, and leave it with their customer', async () => {
    const deal = await create();
    const task = await world.task({ dealId: deal.id });
    expect(task).toMatchObject({ dealId: deal.id, customerId: deal.customerId });
    const { items } = await listDealActivity(seller, { id: deal.id, query: listActivityQuery.parse({}) });
    expect(items.map(({ type, task: about, deal: of }) => [type, about?.id ?? null, of?.id ?? null])).toEqual([
      ['task_created', task.id, null],
      ['deal_created', null, deal.id],
    ]);
    const moved = await updateTask(seller, { id: task.id, patch: { customerId: await aCustomer() } });
    expect(moved.dealId).toBeNull();
    const back = await updateTask(seller, { id: task.id, patch: { dealId: deal.id } });
    expect(back).toMatchObject({ dealId: deal.id, customerId: deal.customerId });
    expect((await updateTask(seller, { id: task.id, patch: { title: 'Same deal' } })).dealId).toBe(deal.id);
    expect(await updateTask(seller, { id: task.id, patch: { dealId: null } })).toMatchObject({
      dealId: null,
      customerId: deal.customerId,
    });
  });

  test('must belong to a deal that is there and with their customer', async () => {
    const [deal, gone] = [await create(), await create()];
    await deleteDeal(seller, { id: gone.id });
    for (const dealId of [unknown, gone.id]) {
      expect(await refusal(world.task({ dealId }))).toMatchObject({ code: 'validation_failed', paths: ['dealId'] });
    }
    const customerId = await aCustomer();
    expect((await refusal(world.task({ dealId: deal.id, customerId }))).paths).toEqual(['dealId']);
  });
});
