import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listRunsQuery, simulateRequest, startRunsRequest } from '../../../src/lib/contracts/automation-run.ts';
import { bulkDealsRequest } from '../../../src/lib/contracts/deal.ts';
import type { Pipeline, PipelineStage } from '../../../src/lib/contracts/pipeline.ts';
import { queueBatch } from '../../../src/server/use-cases/batches/queue-batch.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { listCustomerRuns, listPipelineRuns } from '../../../src/server/use-cases/automations/list-runs.ts';
import { cancelRun, retryRun } from '../../../src/server/use-cases/automations/settle-run.ts';
import { simulate } from '../../../src/server/use-cases/automations/simulate.ts';
import { startRuns } from '../../../src/server/use-cases/automations/start-runs.ts';
import { mergeCustomers } from '../../../src/server/use-cases/merges/merge-customers.ts';
import { updateDeal } from '../../../src/server/use-cases/deals/update-deal.ts';
import { deleteDeal } from '../../../src/server/use-cases/deals/delete-deal.ts';
import { handle as purge } from '../../../src/server/jobs/handle-purge-deleted.ts';
import type { JobRun } from '../../../src/server/jobs/define-job.ts';
import { bulkDeals } from '../../../src/server/use-cases/deals/bulk-deals.ts';
import { portsFor } from '../../../src/server/use-cases/shared/own-records.ts';
import type { UsageRecord } from '../../../src/server/records/index.ts';
import { refusal } from '../tasks/world.ts';
import { automationWorld, type AutomationWorld } from './world.ts';

let world: AutomationWorld;
beforeAll(async () => {
  world = await automationWorld();
});
afterAll(() => world.close());
beforeEach(() => world.settle());

const day = 24 * 60 * 60_000;
const everything = listRunsQuery.parse({});

async function withAutomation(automation: object): Promise<{ pipeline: Pipeline; stage: PipelineStage; id: string }> {
  const pipeline = await world.pipeline([{ name: 'New', automations: [automation] }, { name: 'Won over' }]);
  const stage = pipeline.stages[0]!;
  return { pipeline, stage, id: stage.automations[0]!.id };
}

test('a run that failed is tried again from where it stood, and a waiting one cancelled', async () => {
  const { pipeline, stage } = await withAutomation({
    trigger: 'entry',
    actions: [
      { action: 'add_tag', config: { tag: 'kept' } },
      { action: 'assign_user', config: { assignToRole: 'marketing' } },
      { action: 'wait', config: { delayMinutes: 60 } },
      { action: 'create_task' },
    ],
  });
  const deal = await world.deal({ pipelineStage: stage.id });
  await world.settle();
  const [failed] = (await listPipelineRuns(world.as.seller, { id: pipeline.id, query: everything })).items;
  expect(failed).toMatchObject({ status: 'failed', dealTitle: 'Renewal', stepsInAll: 4, dueAt: null });
  expect(failed!.steps.map(({ status }) => status)).toEqual(['done', 'failed']);
  const wanted = { pipelineId: pipeline.id, runId: failed!.id };
  expect(await refusal(cancelRun(world.as.seller, wanted))).toMatchObject({ code: 'conflict' });
  await world.member({ role: 'marketing' });
  expect(await retryRun(world.as.seller, wanted)).toMatchObject({ status: 'waiting', error: null });
  expect(await refusal(retryRun(world.as.seller, wanted))).toMatchObject({ code: 'conflict' });
  await world.settle();
  const [waiting] = (await listCustomerRuns(world.as.seller, { id: deal.customerId, query: everything })).items;
  expect(waiting).toMatchObject({ status: 'waiting', id: failed!.id });
  expect(waiting!.steps.map(({ action, status }) => [action, status])).toEqual([
    ['add_tag', 'done'],
    ['assign_user', 'done'],
    ['wait', 'done'],
  ]);
  expect(await cancelRun(world.as.seller, wanted)).toMatchObject({ status: 'cancelled' });
  world.clock.advance(day);
  await world.settle();
  expect((await world.ports.automationRuns.find(failed!.id))!.status).toBe('cancelled');
});

test('a step that made a task says what models took for its plan', async () => {
  const actions = [{ action: 'create_task' }, { action: 'add_tag', config: { tag: 'called' } }];
  const { pipeline, stage } = await withAutomation({ trigger: 'entry', actions });
  await world.deal({ pipelineStage: stage.id });
  await world.settle();
  const costs = async () => {
    const { items } = await listPipelineRuns(world.as.seller, { id: pipeline.id, query: everything });
    return items[0]!.steps.map(({ cost }) => cost);
  };
  expect(await costs()).toEqual([null, null]);
  const [run] = (await listPipelineRuns(world.as.seller, { id: pipeline.id, query: everything })).items;
  const taskId = run!.steps[0]!.link!.split('/').at(-1)!;
  for (const cost of [0.002, 0.0005, null]) await world.ports.usage.insert(aRequest({ taskId, cost }));
  await world.ports.usage.insert(aRequest({ taskId: null, cost: 9 }));
  expect(await costs()).toEqual([0.0025, null]);
});

const aRequest = (request: Pick<UsageRecord, 'taskId' | 'cost'>): UsageRecord => ({
  id: world.ports.ids.next(),
  ...{ generationId: null, userId: null, purpose: 'plan', model: 'openai/gpt-4o-mini', outcome: 'ok' },
  ...{ promptTokens: 900, completionTokens: 400, estimated: false, latencyMs: 1200, createdAt: world.clock.now() },
  ...request,
});

test('an automation is set off by hand, for deals of its stage', async () => {
  const { pipeline, id, stage } = await withAutomation({ trigger: 'manual', action: 'create_task' });
  const deal = await world.deal({ pipelineStage: stage.id });
  const elsewhere = await world.deal({ pipelineStage: pipeline.stages[1]!.id });
  await world.settle();
  const start = (request: object, context = world.as.seller) =>
    startRuns(context, { pipelineId: pipeline.id, automationId: id, request: startRunsRequest.parse(request) });
  expect(await refusal(start({ dealIds: [deal.id, elsewhere.id] }))).toMatchObject({ paths: ['dealIds.1'] });
  expect(await start({ customerId: deal.customerId })).toHaveLength(1);
  expect(await start({ all: true })).toMatchObject([
    { dealId: deal.id, trigger: 'manual', startedBy: { id: world.as.seller.actor.id } },
  ]);
  await world.settle();
  expect((await world.runsOf(id)).map(({ status }) => status)).toEqual(['complete', 'complete']);

  const timed = await withAutomation({ trigger: 'time_based', action: 'create_task', config: { delayMinutes: 600 } });
  const other = await world.deal({ pipelineStage: timed.stage.id });
  const byHand = { pipelineId: timed.pipeline.id, automationId: timed.id, request: { dealIds: [other.id] } };
  expect(await refusal(startRuns(world.as.seller, byHand))).toMatchObject({ code: 'forbidden' });
  await startRuns(world.as.admin, byHand);
  await world.settle();
  expect((await world.runsOf(timed.id)).map(({ trigger, status }) => [trigger, status])).toContainEqual([
    'manual',
    'complete',
  ]);
});

test('who sees their own records sees the runs of those alone', async () => {
  const { pipeline, stage, id } = await withAutomation({ trigger: 'entry', action: 'create_task' });
  const mine = await world.deal({ pipelineStage: stage.id });
  await world.settle();
  const stranger = (await world.member({ role: 'sales' })).id;
  const actor = { ...world.as.seller.actor, id: stranger, ownOnly: true };
  const limited = { actor, ports: portsFor(world.ports, actor) };
  const list = (query: object) => listPipelineRuns(limited, { id: pipeline.id, query: listRunsQuery.parse(query) });
  expect(await refusal(list({}))).toMatchObject({ code: 'forbidden' });
  expect(await refusal(list({ dealId: mine.id }))).toMatchObject({ code: 'not_found' });
  const [run] = await world.runsOf(id);
  expect(await refusal(retryRun(limited, { pipelineId: pipeline.id, runId: run!.id }))).toMatchObject({
    code: 'not_found',
  });
});

test('runs follow a deal to another customer, and go with it for good', async () => {
  const { stage, id } = await withAutomation({ trigger: 'entry', action: 'create_task' });
  const deal = await world.deal({ pipelineStage: stage.id });
  await world.settle();
  const kept = await world.customer();
  await mergeCustomers(world.as.admin, { ids: [deal.customerId], into: kept.id });
  expect((await listCustomerRuns(world.as.seller, { id: kept.id, query: everything })).total).toBe(1);
  await deleteDeal(world.as.admin, { id: deal.id });
  world.clock.advance(31 * day);
  await purge({}, { container: { ports: world.ports } } as unknown as JobRun);
  expect(await world.runsOf(id)).toEqual([]);
});

describe('a change of many deals', () => {
  test.each([[false], [true]])('sets automations off only when that is asked for: %s', async (runAutomations) => {
    const { pipeline, stage, id } = await withAutomation({
      trigger: 'entry',
      action: 'add_tag',
      config: { tag: 'bulk' },
    });
    const second = pipeline.stages[1]!.id;
    const made = [await world.deal({ pipelineStage: second }), await world.deal({ pipelineStage: second })];
    const ids = made.map((deal) => deal.id);
    const answer = await bulkDeals(
      world.as.seller,
      bulkDealsRequest.parse({ ids, change: { pipelineStage: stage.id }, ...(runAutomations && { runAutomations }) }),
    );
    expect(answer).toMatchObject({ results: [{ status: 200 }, { status: 200 }] });
    await world.settle();
    expect(await world.runsOf(id)).toHaveLength(runAutomations ? 2 : 0);
  });

  test.each([[false], [true]])('as a job does too: %s', async (runAutomations) => {
    const { pipeline, stage, id } = await withAutomation({
      trigger: 'entry',
      action: 'add_tag',
      config: { tag: 'bulk' },
    });
    const deal = await world.deal({ pipelineStage: pipeline.stages[1]!.id });
    const jobId = world.ports.ids.next();
    await world.ports.batchJobs.addItems(jobId, 0, [deal.id], world.clock.now());
    const input = { change: { pipelineStage: stage.id }, runAutomations };
    await queueBatch(world.as.seller, { id: jobId, kind: 'bulk_deals', input, total: 1 });
    await runBatch(world.ports, jobId, { signal: new AbortController().signal, isLastAttempt: true });
    await world.settle();
    expect(await world.runsOf(id)).toHaveLength(runAutomations ? 1 : 0);
  });
});

describe('a dry run', () => {
  /** Everything the database has, but for what a settled run may touch. */
  const digest = async () => {
    const names = ['automationRuns', 'automationTurns', 'customers', 'deals', 'mails', 'tasks', 'outbox', 'activities'];
    return JSON.stringify(
      await Promise.all(names.map((name) => world.connection.collection(name).find().sort({ _id: 1 }).toArray())),
    );
  };
  const dry = (pipelineId: string, request: object) =>
    simulate(world.as.admin, { pipelineId, request: simulateRequest.parse(request) });

  test('tells of an unsaved automation who it would have been for, each mail and each task, and does nothing', async () => {
    const pipeline = await world.pipeline([{ name: 'New' }, { name: 'Proposal' }]);
    const [, stage] = pipeline.stages as [PipelineStage, PipelineStage];
    const contact = { ...(await world.customer()).contactInfo, company: 'Acme', email: 'dry@example.com' };
    const big = await world.deal({ pipelineStage: stage.id, value: 9000 }, { contactInfo: contact });
    const small = await world.deal({ pipelineStage: stage.id, value: 1 });
    const before = await digest();
    const automation = {
      trigger: 'entry',
      condition: 'deal.value > 100',
      actions: [
        {
          action: 'create_task',
          config: {
            taskTemplate: 'Offer for {{ customer.contactInfo.company }}',
            assignToRole: 'sales',
            assignBy: 'round_robin',
          },
        },
        {
          action: 'send_email',
          config: { emailTemplate: { subject: 'An offer', body: 'Dear {{ customer.contactInfo.company }}' } },
        },
        { action: 'assign_user', config: { assignToRole: 'support' } },
        { action: 'move_stage' },
      ],
    };
    const result = await dry(pipeline.id, { automation, stageId: stage.id });
    expect(result).toMatchObject({ considered: 2, matched: 1 });
    const [one, other] = [big, small].map(({ id }) => result.runs.find(({ dealId }) => dealId === id)!);
    expect(other).toMatchObject({
      matches: false,
      steps: [],
      condition: { holds: false },
      why: 'The condition does not hold.',
    });
    expect(one!.steps).toMatchObject([
      { action: 'create_task', task: { title: 'Offer for Acme' }, error: null },
      {
        action: 'send_email',
        mail: { to: 'dry@example.com', subject: 'An offer', text: expect.stringContaining('Dear Acme') as string },
      },
      { action: 'assign_user', error: 'Nobody has the role “support”.' },
      { action: 'move_stage', error: 'There is no stage after this one.' },
    ]);
    expect(await digest()).toBe(before);
  });

  test('knows whose time in the stage had come', async () => {
    const { pipeline, stage, id } = await withAutomation({
      trigger: 'time_based',
      action: 'add_tag',
      config: { delayMinutes: 60, tag: 'late' },
    });
    const [stays, leaves] = [
      await world.deal({ pipelineStage: stage.id }),
      await world.deal({ pipelineStage: stage.id }),
    ];
    world.clock.advance(30 * 60_000);
    await world.move(leaves.id, pipeline.stages[1]!.id);
    const early = await dry(pipeline.id, { automationId: id });
    expect(early.matched).toBe(0);
    expect(early.runs.map(({ why }) => why).toSorted()).toEqual([
      'Its time has not come yet. It was there for 30 minutes.',
      'The deal left the stage before. It was there for 30 minutes.',
    ]);
    world.clock.advance(day);
    const late = await dry(pipeline.id, { automationId: id });
    expect(late.runs.filter(({ matches }) => matches).map(({ dealId }) => dealId)).toEqual([stays.id]);
    expect((await dry(pipeline.id, { automationId: id, days: 1 })).considered).toBe(0);
  });

  test('does not take a deal that was opened again for one that came in', async () => {
    const { pipeline, stage, id } = await withAutomation({
      trigger: 'entry',
      action: 'add_tag',
      config: { tag: 'new' },
    });
    const deal = await world.deal({ pipelineStage: stage.id });
    await updateDeal(world.as.seller, { id: deal.id, patch: { status: 'won' } });
    await updateDeal(world.as.seller, { id: deal.id, patch: { status: 'open' } });
    expect((await dry(pipeline.id, { automationId: id })).considered).toBe(1);
  });

  test('is refused with the place of a fault, and to who may not configure', async () => {
    const { pipeline, stage } = await withAutomation({ trigger: 'manual', action: 'create_task' });
    const automation = { trigger: 'entry', condition: 'deal.valu > 1', action: 'create_task' };
    const request = simulateRequest.parse({ automation, stageId: stage.id });
    expect(await refusal(dry(pipeline.id, request))).toMatchObject({ paths: ['stages.0.automations.0.condition'] });
    expect(await refusal(simulate(world.as.seller, { pipelineId: pipeline.id, request }))).toMatchObject({
      code: 'forbidden',
    });
  });
});
