import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDealRequest } from '../../../src/lib/contracts/deal.ts';
import {
  bulkPipelinesRequest,
  createPipelineRequest,
  listPipelinesQuery,
  updatePipelineRequest,
  type Pipeline,
} from '../../../src/lib/contracts/pipeline.ts';
import { createDeal } from '../../../src/server/use-cases/deals/create-deal.ts';
import { getDeal } from '../../../src/server/use-cases/deals/get-deal.ts';
import { updateDeal } from '../../../src/server/use-cases/deals/update-deal.ts';
import { bulkPipelines } from '../../../src/server/use-cases/pipelines/bulk-pipelines.ts';
import { createPipeline } from '../../../src/server/use-cases/pipelines/create-pipeline.ts';
import { deletePipeline } from '../../../src/server/use-cases/pipelines/delete-pipeline.ts';
import { getPipeline } from '../../../src/server/use-cases/pipelines/get-pipeline.ts';
import { listPipelines } from '../../../src/server/use-cases/pipelines/list-pipelines.ts';
import { makeDefaultPipelines } from '../../../src/server/use-cases/pipelines/make-default-pipelines.ts';
import { movePipeline } from '../../../src/server/use-cases/pipelines/move-pipeline.ts';
import { restorePipeline } from '../../../src/server/use-cases/pipelines/restore-pipeline.ts';
import { updatePipeline } from '../../../src/server/use-cases/pipelines/update-pipeline.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { aDeal } from '../../support/records.ts';
import { system } from '../../support/ports.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
let admin: TaskWorld['as']['admin'];
let seller: TaskWorld['as']['seller'];
beforeAll(async () => {
  world = await taskWorld();
  ({ admin, seller } = world.as);
});
afterAll(() => world.close());

const unknown = 'f'.repeat(24);
const create = (input: object = {}): Promise<Pipeline> =>
  createPipeline(
    admin,
    createPipelineRequest.parse({
      name: 'New business',
      type: 'sales',
      stages: [{ name: 'New' }, { name: 'Proposal' }, { name: 'Closing' }],
      ...input,
    }),
  );
const update = (id: string, patch: object, expectedVersion?: number) =>
  updatePipeline(admin, { id, patch: updatePipelineRequest.parse(patch), expectedVersion });
const names = ({ stages }: Pipeline) => stages.map(({ name }) => name);
const list = async (query: object = {}) => (await listPipelines(seller, listPipelinesQuery.parse(query))).items;
const dealIn = async (pipelineStage: string, more: object = {}) => {
  const { id: customerId } = await world.customer();
  return createDeal(seller, createDealRequest.parse({ title: 'Renewal', customerId, pipelineStage, ...more }));
};
/** As a page sends its stages back: what it does not show stays. */
const bare = ({ stages }: Pipeline) => stages.map(({ id, name }) => ({ id, name }));
const auditOf = async (id: string) =>
  (await world.connection.collection('audit').find({ 'subject.id': id }).sort({ _id: 1 }).toArray()).map(
    ({ kind }) => kind as string,
  );

describe('the pipelines a company begins with', () => {
  test('are made once, however many processes start at once, and not again when they are gone', async () => {
    await Promise.all(Array.from({ length: 4 }, () => makeDefaultPipelines(world.ports)));
    const made = await list();
    expect(made.map(({ name, type }) => [name, type])).toEqual([
      ['Sales', 'sales'],
      ['Marketing', 'marketing'],
    ]);
    expect(made[0]).toMatchObject({ createdBy: null, isActive: true });
    for (const { id } of made) await deletePipeline(admin, { id });
    await makeDefaultPipelines(world.ports);
    expect(await list()).toEqual([]);
  });
});

describe('a pipeline', () => {
  test('is created with its stages in order, each with an id, and automations in their long form', async () => {
    const pipeline = await create({
      stages: [
        { name: 'Second', order: 20, probability: 40, colour: 'green', exitCriteria: ['deal.value > 0'] },
        {
          name: 'First',
          order: 10,
          automations: [
            { trigger: 'entry', action: 'create_task', aiPrompt: 'Plan the visit', config: { delayMinutes: 5 } },
          ],
        },
      ],
    });
    expect(names(pipeline)).toEqual(['First', 'Second']);
    expect(pipeline.stages.map(({ order }) => order)).toEqual([10, 20]);
    expect(pipeline.stages[0]!.automations).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
        name: null,
        isActive: true,
        trigger: 'entry',
        inactiveDays: null,
        condition: null,
        actions: [
          {
            id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
            action: 'create_task',
            aiPrompt: 'Plan the visit',
            config: { delayMinutes: 5 },
          },
        ],
      },
    ]);
    expect(pipeline.stages[1]).toMatchObject({ probability: 40, colour: 'green', exitCriteria: ['deal.value > 0'] });
    expect(pipeline).toMatchObject({
      createdBy: admin.actor.id,
      analytics: { totalCustomers: 0, conversionRates: [] },
      version: 1,
    });
    expect(await getPipeline(seller, pipeline.id)).toEqual(pipeline);
    expect(await auditOf(pipeline.id)).toEqual(['settings_changed']);
  });

  test('is refused two stages of one name, and to who may not configure pipelines', async () => {
    expect(await refusal(create({ stages: [{ name: 'New' }, { name: 'new' }] }))).toMatchObject({
      code: 'validation_failed',
      paths: ['stages.1.name'],
    });
    const input = createPipelineRequest.parse({ name: 'Mine', type: 'sales', stages: [{ name: 'New' }] });
    expect(await refusal(createPipeline(seller, input))).toMatchObject({ code: 'forbidden' });
    expect(await refusal(getPipeline(world.as.nobody, unknown))).toMatchObject({ code: 'forbidden' });
  });

  test('keeps the ids of stages that are renamed and put in another order, and what is not said of them', async () => {
    const before = await create({
      stages: [{ name: 'New', probability: 10, exitCriteria: ['deal.value > 0'] }, { name: 'Proposal' }],
    });
    const [first, second] = before.stages;
    const { pipeline } = await update(before.id, {
      stages: [{ id: second!.id, name: 'Offer' }, { name: 'Between' }, { id: first!.id, name: 'New' }],
    });
    expect(names(pipeline)).toEqual(['Offer', 'Between', 'New']);
    expect(pipeline.stages[0]!.id).toBe(second!.id);
    expect(pipeline.stages[2]).toEqual({ ...first, order: 2 });
    const unknownStage = update(before.id, { stages: [{ id: unknown, name: 'Not ours' }] });
    expect(await refusal(unknownStage)).toMatchObject({ code: 'validation_failed', paths: ['stages.0.id'] });
  });

  test('merges changes to other fields and refuses overlapping ones', async () => {
    const { id, version } = await create();
    await update(id, { description: 'Ours' }, version);
    expect((await update(id, { name: 'Old business' }, version)).pipeline).toMatchObject({ description: 'Ours' });
    expect(await refusal(update(id, { description: 'Mine' }, version))).toMatchObject({
      code: 'conflict',
      conflicts: ['description'],
    });
  });

  test('that is archived takes no new deals and keeps those it has', async () => {
    const pipeline = await create();
    const [first, second] = pipeline.stages;
    const deal = await dealIn(first!.id);
    await update(pipeline.id, { isActive: false });
    expect(await refusal(dealIn(first!.id))).toMatchObject({ code: 'validation_failed', paths: ['pipelineId'] });
    const moved = await updateDeal(seller, { id: deal.id, patch: { pipelineStage: second!.id } });
    expect(moved.pipelineStage).toBe(second!.id);
    expect((await list({ isActive: 'false' })).map(({ id }) => id)).toContain(pipeline.id);
  });

  test('changes places in the lists with its neighbour, and stays at the ends', async () => {
    await create({ name: 'Upper' });
    const { id } = await create({ name: 'Lower' });
    const lastTwo = async () => (await list()).map(({ name }) => name).slice(-2);
    await movePipeline(admin, { id, by: 'down' });
    expect(await lastTwo()).toEqual(['Upper', 'Lower']);
    await movePipeline(admin, { id, by: 'up' });
    expect(await lastTwo()).toEqual(['Lower', 'Upper']);
    expect(await auditOf(id)).toEqual(['settings_changed', 'settings_changed']);
    expect(await refusal(movePipeline(seller, { id, by: 'up' }))).toMatchObject({ code: 'forbidden' });
  });

  test('comes back from the bin; several are changed at once, each by itself', async () => {
    const [one, other] = [await create(), await create()];
    await dealIn(other.stages[0]!.id);
    const request = { ids: [one.id, other.id, unknown], change: { delete: true } };
    const results = await bulkPipelines(admin, bulkPipelinesRequest.parse(request));
    expect(results.map(({ status }) => status)).toEqual([204, 422, 404]);
    expect(await refusal(getPipeline(seller, one.id))).toMatchObject({ code: 'not_found' });
    expect((await list({ deleted: 'true' })).map(({ id }) => id)).toContain(one.id);
    expect(await restorePipeline(admin, one.id)).toMatchObject({ deletedAt: null });
    expect(await auditOf(one.id)).toEqual(['settings_changed', 'deleted', 'restored']);
  });
});

describe('a stage that is deleted', () => {
  test('says how many deals it has, and gives them to the stage that is named', async () => {
    const pipeline = await create();
    const [first, second, third] = pipeline.stages;
    const deals = [await dealIn(first!.id), await dealIn(first!.id)];
    const without = { stages: bare(pipeline).slice(1) };
    await expect(update(pipeline.id, without)).rejects.toMatchObject({
      code: 'validation_failed',
      options: { errors: [{ path: `moveTo.${first!.id}`, message: expect.stringContaining('2 deals') as string }] },
    });
    const wrong = update(pipeline.id, { ...without, moveTo: { [first!.id]: first!.id } });
    expect(await refusal(wrong)).toMatchObject({ paths: [`moveTo.${first!.id}`] });
    expect(names(await getPipeline(seller, pipeline.id))).toEqual(['New', 'Proposal', 'Closing']);

    const { pipeline: after, job } = await update(pipeline.id, { ...without, moveTo: { [first!.id]: third!.id } });
    expect(after.stages.map(({ id }) => id)).toEqual([second!.id, third!.id]);
    expect(job).toBeNull();
    for (const { id } of deals) expect((await getDeal(seller, id)).pipelineStage).toBe(third!.id);
    const [entry] = (await world.ports.stageEntries.ofDeal(deals[0]!.id)).toReversed();
    expect(entry).toMatchObject({ stageId: third!.id, fromStage: first!.id, leftAt: null });
  });

  test('with many deals is emptied by a job', async () => {
    const pipeline = await create();
    const [first, second] = pipeline.stages;
    const { id: customerId } = await world.customer();
    const deals = Array.from({ length: 230 }, () =>
      aDeal(world.ports.ids.next(), { customerId, pipelineId: pipeline.id, pipelineStage: first!.id }),
    );
    await world.ports.commit({
      actor: system,
      events: [],
      write: (tx) => world.ports.deals.insertMany(deals, tx),
    });
    const patch = { stages: bare(pipeline).slice(1), moveTo: { [first!.id]: second!.id } };
    const { job } = await update(pipeline.id, patch);
    expect(job).toMatchObject({ kind: 'move_deals', status: 'queued', progress: { done: 0, total: 230 } });
    const signal = new AbortController().signal;
    expect(await runBatch(world.ports, job!.id, { signal, isLastAttempt: true })).toBe('over');
    expect(await world.ports.deals.countIn([first!.id, second!.id])).toEqual({ [second!.id]: 230 });
    expect((await world.ports.batchJobs.find(job!.id))!.result).toMatchObject({ changed: 230, refused: 0 });
    const shown = await world.ports.customers.find(customerId);
    expect(shown).toMatchObject({ pipelineId: pipeline.id, pipelineStage: second!.id });
  });

  test('goes with its pipeline only when it is said where its deals go', async () => {
    const [pipeline, other] = [await create(), await create()];
    const deal = await dealIn(pipeline.stages[0]!.id);
    const own = deletePipeline(admin, { id: pipeline.id, moveTo: pipeline.stages[1]!.id });
    expect(await refusal(own)).toMatchObject({ code: 'validation_failed', paths: ['moveTo'] });
    expect(await refusal(deletePipeline(admin, { id: pipeline.id }))).toMatchObject({ paths: ['moveTo'] });
    await deletePipeline(admin, { id: pipeline.id, moveTo: other.stages[1]!.id });
    expect(await getDeal(seller, deal.id)).toMatchObject({
      pipelineId: other.id,
      pipelineStage: other.stages[1]!.id,
    });
  });
});
