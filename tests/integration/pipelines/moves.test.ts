import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { boardQuery } from '../../../src/lib/contracts/board.ts';
import { createDealRequest, updateDealRequest, type Deal } from '../../../src/lib/contracts/deal.ts';
import { createPipelineRequest, type Pipeline } from '../../../src/lib/contracts/pipeline.ts';
import { createTaskRequest } from '../../../src/lib/contracts/task.ts';
import { allPipelines } from '../../../src/server/use-cases/pipelines/all-pipelines.ts';
import { listCustomerActivity } from '../../../src/server/use-cases/activity/list-customer-activity.ts';
import { listDealActivity } from '../../../src/server/use-cases/activity/list-deal-activity.ts';
import { revertBatch } from '../../../src/server/use-cases/batches/revert-batch.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { getCustomer } from '../../../src/server/use-cases/customers/get-customer.ts';
import { moveCustomer } from '../../../src/server/use-cases/customers/move-customer.ts';
import { updateCustomer } from '../../../src/server/use-cases/customers/update-customer.ts';
import { bulkDeals } from '../../../src/server/use-cases/deals/bulk-deals.ts';
import { createDeal } from '../../../src/server/use-cases/deals/create-deal.ts';
import { deleteDeal } from '../../../src/server/use-cases/deals/delete-deal.ts';
import { getDeal } from '../../../src/server/use-cases/deals/get-deal.ts';
import { restoreDeal } from '../../../src/server/use-cases/deals/restore-deal.ts';
import { updateDeal } from '../../../src/server/use-cases/deals/update-deal.ts';
import { createPipeline } from '../../../src/server/use-cases/pipelines/create-pipeline.ts';
import { dealsToTend } from '../../../src/server/use-cases/pipelines/deals-to-tend.ts';
import { getBoard } from '../../../src/server/use-cases/pipelines/get-board.ts';
import { getPipeline } from '../../../src/server/use-cases/pipelines/get-pipeline.ts';
import { tendDeal } from '../../../src/server/use-cases/pipelines/tend-deal.ts';
import { updatePipeline } from '../../../src/server/use-cases/pipelines/update-pipeline.ts';
import { createTask } from '../../../src/server/use-cases/tasks/create-task.ts';
import { portsFor } from '../../../src/server/use-cases/shared/own-records.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
let admin: TaskWorld['as']['admin'];
let seller: TaskWorld['as']['seller'];
let pipeline: Pipeline;
let other: Pipeline;
/** The ids of its stages. */
let first: string, second: string, third: string;

const aPipeline = (stages: object[], name = 'Sales') =>
  createPipeline(admin, createPipelineRequest.parse({ name, type: 'sales', stages }));
beforeAll(async () => {
  world = await taskWorld();
  ({ admin, seller } = world.as);
  pipeline = await aPipeline([
    { name: 'New', probability: 10 },
    { name: 'Proposal', probability: 50 },
    { name: 'Closing' },
  ]);
  other = await aPipeline([{ name: 'Kick-off' }, { name: 'Live' }], 'Onboarding');
  [first, second, third] = pipeline.stages.map(({ id }) => id) as [string, string, string];
});
afterAll(() => world.close());

const minute = 60_000;
const create = async (input: object = {}): Promise<Deal> => {
  const customerId = 'customerId' in input ? {} : { customerId: (await world.customer()).id };
  return createDeal(seller, createDealRequest.parse({ title: 'Renewal', ...customerId, ...input }));
};
const update = (id: string, patch: object): Promise<Deal> =>
  updateDeal(seller, { id, patch: updateDealRequest.parse(patch) });
const move = (id: string, pipelineStage: string) => update(id, { pipelineStage });
const staysOf = async (id: string) =>
  (await world.ports.stageEntries.ofDeal(id)).map(({ stageId, leftAt, fromStage, toStage, end }) => ({
    stageId,
    open: leftAt === null,
    fromStage,
    toStage,
    end,
  }));
const eventsOf = async (dealId: string) =>
  (await world.events()).flatMap(({ event }) =>
    event.type === 'deal.moved' && event.dealId === dealId ? [event] : [],
  );

describe('a deal that moves', () => {
  test('ends its stay, begins the next, is shown by its customer and told of with names', async () => {
    const deal = await create({ pipelineId: pipeline.id });
    expect(deal).toMatchObject({ pipelineStage: first, stageSince: '2026-11-26T09:00:00.000Z' });
    world.clock.advance(90 * minute);
    const moved = await move(deal.id, second);
    expect(moved).toMatchObject({
      pipelineId: pipeline.id,
      pipelineStage: second,
      stageSince: '2026-11-26T10:30:00.000Z',
    });
    const [begun, now] = await world.ports.stageEntries.ofDeal(deal.id);
    expect(begun).toMatchObject({ stageId: first, fromStage: null, toStage: second, end: 'moved' });
    expect(begun!.leftAt).toEqual(now!.enteredAt);
    expect(now).toMatchObject({ stageId: second, fromStage: first, leftAt: null, actor: { id: seller.actor.id } });
    expect(await getCustomer(seller, deal.customerId)).toMatchObject({
      pipelineId: pipeline.id,
      pipelineStage: second,
    });
    const { items } = await listDealActivity(seller, { id: deal.id, query: listActivityQuery.parse({}) });
    expect(items[0]).toMatchObject({ type: 'deal_moved', actor: { id: seller.actor.id } });
    expect(items[0]!.changes).toContainEqual({ path: 'stage', from: 'New', to: 'Proposal' });
    expect((await eventsOf(deal.id)).at(-1)).toEqual({
      type: 'deal.moved',
      dealId: deal.id,
      customerId: deal.customerId,
      pipelineId: pipeline.id,
      fromPipeline: pipeline.id,
      fromStage: first,
      toStage: second,
      entryId: now!.id,
      owners: [seller.actor.id],
    });
  });

  test('goes to another pipeline by a stage alone, and out of all of them', async () => {
    const deal = await create({ pipelineStage: second });
    const there = await move(deal.id, other.stages[1]!.id);
    expect(there.pipelineId).toBe(other.id);
    const out = await update(deal.id, { pipelineId: null });
    expect(out).toMatchObject({ pipelineId: null, pipelineStage: null, stageSince: null });
    expect(await staysOf(deal.id)).toEqual([
      { stageId: second, open: false, fromStage: null, toStage: other.stages[1]!.id, end: 'moved' },
      { stageId: other.stages[1]!.id, open: false, fromStage: second, toStage: null, end: 'moved' },
    ]);
  });

  test('is refused stages that are not there or of another pipeline', async () => {
    const deal = await create({ pipelineStage: second });
    const paths = async (patch: object) => (await refusal(update(deal.id, patch))).paths;
    expect(await paths({ pipelineStage: 'f'.repeat(24) })).toEqual(['pipelineStage']);
    expect(await paths({ pipelineId: 'f'.repeat(24) })).toEqual(['pipelineId']);
    expect(await paths({ pipelineId: pipeline.id, pipelineStage: other.stages[0]!.id })).toEqual(['pipelineStage']);
    expect(await paths({ pipelineId: pipeline.id, pipelineStage: null })).toEqual(['pipelineStage']);
    expect(await staysOf(deal.id)).toHaveLength(1);
  });

  test('leaves its stage when it is won or goes to the bin, and stays there again when that is undone', async () => {
    const deal = await create({ pipelineStage: second });
    await update(deal.id, { status: 'won' });
    await update(deal.id, { status: 'open' });
    await deleteDeal(seller, { id: deal.id });
    await restoreDeal(seller, deal.id);
    await update(deal.id, { status: 'lost', lostReason: 'Too dear' });
    expect((await staysOf(deal.id)).map(({ end, open }) => [end, open])).toEqual([
      ['won', false],
      ['binned', false],
      ['lost', false],
    ]);
    // A closed deal can be filed elsewhere, without having stayed there.
    expect((await move(deal.id, third)).pipelineStage).toBe(third);
    expect(await staysOf(deal.id)).toHaveLength(3);
  });

  test('twice at the same moment has one open stay, and its stays follow one another', async () => {
    const deal = await create({ pipelineStage: first });
    const stages = [second, third, first, second, third, other.stages[0]!.id];
    await Promise.allSettled(stages.map((stage) => move(deal.id, stage)));
    const entries = await world.ports.stageEntries.ofDeal(deal.id);
    const open = entries.filter(({ leftAt }) => leftAt === null);
    expect(open.map(({ stageId }) => stageId)).toEqual([(await getDeal(seller, deal.id)).pipelineStage]);
    expect(entries.length).toBeGreaterThan(1);
    for (const entry of entries.filter(({ leftAt }) => leftAt !== null)) {
      expect(entries.some(({ fromStage }) => fromStage === entry.stageId)).toBe(true);
    }
  });
});

describe('a customer that moves', () => {
  test('moves their deal in that pipeline, and gets one when there is none', async () => {
    const customer = await world.customer();
    const moved = await moveCustomer(seller, { id: customer.id, stageId: first });
    expect(moved).toMatchObject({ pipelineId: pipeline.id, pipelineStage: first });
    const [deal] = await world.ports.deals.ofCustomer(customer.id, 'living', 10);
    expect(deal).toMatchObject({ title: 'Acme', pipelineStage: first, status: 'open', assignedTo: seller.actor.id });
    await updateCustomer(seller, { id: customer.id, patch: { pipelineStage: second, status: 'prospect' } });
    expect(await getDeal(seller, deal!.id)).toMatchObject({ pipelineStage: second });
    await moveCustomer(seller, { id: customer.id, stageId: other.stages[0]!.id, pipelineId: other.id });
    const deals = await world.ports.deals.ofCustomer(customer.id, 'living', 10);
    expect(deals.map(({ pipelineStage }) => pipelineStage)).toEqual([second, other.stages[0]!.id]);
    const { items } = await listCustomerActivity(seller, { id: customer.id, query: listActivityQuery.parse({}) });
    expect(items.map(({ type }) => type)).toEqual(['deal_created', 'updated', 'deal_moved', 'deal_created']);
  });

  test('shows the deal moved last', async () => {
    const { id: customerId } = await world.customer();
    const one = await create({ customerId, pipelineStage: first });
    await create({ customerId, pipelineStage: other.stages[0]!.id });
    expect(await getCustomer(seller, customerId)).toMatchObject({ pipelineStage: other.stages[0]!.id });
    await move(one.id, third);
    expect(await getCustomer(seller, customerId)).toMatchObject({ pipelineId: pipeline.id, pipelineStage: third });
  });

  test('is refused a stage there is not, by the name the request has for it', async () => {
    const { id } = await world.customer();
    const lost = moveCustomer(seller, { id, stageId: 'f'.repeat(24) });
    expect(await refusal(lost)).toMatchObject({ code: 'validation_failed', paths: ['stageId'] });
  });

  test('that belongs to someone else still shows where a member’s own deal is', async () => {
    const { id: customerId } = await world.customer({ assignedTo: admin.actor.id });
    const deal = await create({ customerId, pipelineStage: first });
    const actor = { ...seller.actor, ownOnly: true };
    const limited = { ports: portsFor(world.ports, actor), actor };
    await updateDeal(limited, { id: deal.id, patch: { pipelineStage: second } });
    expect(await getCustomer(admin, customerId)).toMatchObject({ pipelineStage: second });
    const theirs = await createDeal(
      admin,
      createDealRequest.parse({ title: 'Theirs', customerId, pipelineStage: first }),
    );
    const hidden = updateDeal(limited, { id: theirs.id, patch: { pipelineStage: second } });
    expect(await refusal(hidden)).toMatchObject({ code: 'not_found' });
  });
});

describe('many deals', () => {
  test('of one customer move at once, and go back where they were', async () => {
    const { id: customerId } = await world.customer();
    const deals = [
      await create({ customerId, pipelineStage: first }),
      await create({ customerId, pipelineStage: second }),
    ];
    const ids = deals.map(({ id }) => id);
    const done = await bulkDeals(seller, { ids, change: { pipelineStage: third } });
    if (!('results' in done)) throw new Error('They are few');
    expect(done.results.map(({ status }) => status)).toEqual([200, 200]);
    const job = await revertBatch(seller, done.batchId);
    await runBatch(world.ports, job.id, { signal: new AbortController().signal, isLastAttempt: true });
    expect((await world.ports.batchJobs.find(job.id))!.result).toMatchObject({ changed: 2, refused: 0 });
    const stages = await Promise.all(ids.map(async (id) => (await getDeal(seller, id)).pipelineStage));
    expect(stages).toEqual([first, second]);
  });
});

describe('exit criteria', () => {
  let guarded: Pipeline;
  beforeAll(async () => {
    guarded = await aPipeline([
      { name: 'Offer', autoAdvance: true, exitCriteria: ['deal.value > 1000', 'task.status == "completed"'] },
      { name: 'Signed' },
    ]);
  });

  test('are checked when they are saved, and say where the fault is', async () => {
    await expect(aPipeline([{ name: 'New', exitCriteria: ['deal.valu > 1'] }])).rejects.toMatchObject({
      code: 'validation_failed',
      options: {
        errors: [
          {
            path: 'stages.0.exitCriteria.0',
            message: expect.stringContaining('deal.value') as string,
            position: { line: 1, column: expect.any(Number) as number },
          },
        ],
      },
    });
    const automation = { trigger: 'entry', condition: 'deal.value +', action: 'create_task' };
    const patch = { stages: [{ name: 'New', automations: [automation] }] } as never;
    expect(await refusal(updatePipeline(admin, { id: guarded.id, patch }))).toMatchObject({
      paths: ['stages.0.automations.0.condition'],
    });
  });

  test('keep a deal from going on, in plain words, and not from going elsewhere', async () => {
    const deal = await create({ pipelineId: guarded.id, value: 200 });
    const signed = guarded.stages[1]!.id;
    await expect(move(deal.id, signed)).rejects.toMatchObject({
      code: 'validation_failed',
      message:
        'The deal cannot leave “Offer” yet. deal.value > 1000 is not met: deal.value is 200; ' +
        'task.status == "completed" is not met: task.status has no value.',
    });
    const customer = moveCustomer(seller, { id: deal.customerId, stageId: signed });
    expect(await refusal(customer)).toMatchObject({ paths: ['stageId', 'stageId'] });
    expect((await move(deal.id, first)).pipelineStage).toBe(first);
  });

  test('let a deal go on by itself once they are met, once', async () => {
    const deal = await create({ pipelineId: guarded.id, value: 5000 });
    await tendDeal(world.ports, deal.id);
    expect((await getDeal(seller, deal.id)).pipelineStage).toBe(guarded.stages[0]!.id);
    const { task } = await createTask(
      seller,
      createTaskRequest.parse({ title: 'Sign', dealId: deal.id, status: 'completed', generate: false }),
    );
    const events = await world.events();
    const due = await dealsToTend(world.ports, events, () => allPipelines(world.ports));
    expect(due).toContainEqual({
      eventId: events.find(({ event }) => event.type === 'task.changed' && event.task.id === task.id)!.id,
      dealId: deal.id,
      depth: null,
    });
    await Promise.all([tendDeal(world.ports, deal.id), tendDeal(world.ports, deal.id)]);
    expect((await getDeal(seller, deal.id)).pipelineStage).toBe(guarded.stages[1]!.id);
    expect(await staysOf(deal.id)).toHaveLength(2);
    const [, entry] = await world.ports.stageEntries.ofDeal(deal.id);
    expect(entry!.actor).toMatchObject({ kind: 'automation', id: guarded.stages[0]!.id });
  });
});

test('a deal in a stage that was deleted at that moment goes where the stage’s deals went', async () => {
  const short = await aPipeline([{ name: 'Left' }, { name: 'Right' }]);
  const [left, right] = short.stages.map(({ id }) => id) as [string, string];
  const deal = await create({ pipelineStage: left });
  await updatePipeline(admin, {
    id: short.id,
    patch: { stages: [{ id: right, name: 'Right' }], moveTo: { [left]: right } },
  });
  const record = (await world.ports.deals.find(deal.id))!;
  const late = { ...record, version: record.version + 1, pipelineStage: left };
  await world.ports.commit({ actor: admin.actor, events: [], write: (tx) => world.ports.deals.replace(late, tx) });
  await tendDeal(world.ports, deal.id);
  expect((await getDeal(seller, deal.id)).pipelineStage).toBe(right);
});

describe('a board', () => {
  test('counts, adds up and weighs each stage, and pages through its cards', async () => {
    const line = await aPipeline([{ name: 'New', probability: 25 }, { name: 'Empty' }]);
    const stage = line.stages[0]!.id;
    for (const value of [100, 200.5, null]) {
      world.clock.advance(minute);
      await create({ pipelineId: line.id, value, currency: 'EUR', title: `Worth ${value}` });
    }
    const won = await create({ pipelineId: line.id, value: 9, currency: 'EUR' });
    await update(won.id, { status: 'won' });
    world.clock.advance(2 * 24 * 60 * minute);
    const board = (query: object = {}) => getBoard(seller, { id: line.id, query: boardQuery.parse(query) });
    const { pipeline: shown, stages } = await board({ limit: 2 });
    expect(shown).toMatchObject({ id: line.id, name: 'Sales' });
    expect(stages.map(({ count, totals }) => ({ count, totals }))).toEqual([
      { count: 3, totals: [{ currency: 'EUR', count: 3, withoutValue: 1, value: 300.5, weighted: 75.13 }] },
      { count: 0, totals: [] },
    ]);
    expect(stages[0]!.cards.map(({ title }) => title)).toEqual(['Worth null', 'Worth 200.5']);
    expect(stages[0]!.cards[0]).toMatchObject({ daysInStage: 2, customer: { name: 'Acme' }, version: 1 });
    const rest = await board({ limit: 2, pipelineStage: stage, cursor: stages[0]!.nextCursor! });
    expect(rest.stages.map(({ cards }) => cards.map(({ title }) => title))).toEqual([['Worth 100']]);
    expect(rest.stages[0]!.nextCursor).toBeNull();
    expect((await board({ status: 'won' })).stages[0]).toMatchObject({ count: 1 });
    expect((await board({ valueMin: 150 })).stages[0]).toMatchObject({ count: 1 });
    expect(await refusal(board({ pipelineStage: first }))).toMatchObject({ paths: ['pipelineStage'] });
  });

  test('of the pipeline knows how many go on and how long it takes', async () => {
    const line = await aPipeline([{ name: 'New' }, { name: 'Proposal' }]);
    const [from, to] = line.stages.map(({ id }) => id) as [string, string];
    const deals = [await create({ pipelineId: line.id }), await create({ pipelineId: line.id })];
    world.clock.advance(30 * minute);
    await move(deals[0]!.id, to);
    await update(deals[1]!.id, { status: 'lost', lostReason: 'Silence' });
    expect((await getPipeline(seller, line.id)).analytics).toEqual({
      totalCustomers: 1,
      conversionRates: [{ fromStage: from, toStage: to, rate: 0.5, avgTimeInStage: 30 }],
    });
  });
});
