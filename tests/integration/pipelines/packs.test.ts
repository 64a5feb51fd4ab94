import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPipelineRequest, type Pipeline } from '../../../src/lib/contracts/pipeline.ts';
import type { StageEntryRecord } from '../../../src/server/records/index.ts';
import { createPipeline } from '../../../src/server/use-cases/pipelines/create-pipeline.ts';
import { packStays } from '../../../src/server/use-cases/pipelines/pack-stays.ts';
import { system } from '../../support/ports.ts';
import { taskWorld, type TaskWorld } from '../tasks/world.ts';

/* Stays are kept a second time in packs. Whoever reads a history meets each stay once, whatever is packed or removed meanwhile. */

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const signal = new AbortController().signal;
const dealIds = Array.from({ length: 40 }, (_, number) => (number + 1).toString(16).padStart(24, 'd'));

async function pipelineWith(staysOfEach: number): Promise<Pipeline> {
  const { ports, as } = world;
  const request = { name: 'Packed', type: 'sales', stages: [{ name: 'New' }, { name: 'Closing' }] };
  const pipeline = await createPipeline(as.admin, createPipelineRequest.parse(request));
  const entries = dealIds.flatMap((dealId) =>
    Array.from({ length: staysOfEach }, (_, number): StageEntryRecord => {
      const at = Date.UTC(2026, 0, 1 + number);
      return {
        ...{ id: ports.ids.next(), pipelineId: pipeline.id, dealId, customerId: 'c'.repeat(24) },
        ...{
          stageId: pipeline.stages[number % 2]!.id,
          fromStage: null,
          toStage: pipeline.stages[(number + 1) % 2]!.id,
        },
        ...{ enteredAt: new Date(at), leftAt: new Date(at + 1000 * number), end: 'moved', actor: system },
      };
    }),
  );
  const passages = entries.map((enter) => ({ dealId: enter.dealId, leave: null, enter }));
  await ports.commit({ actor: system, events: [], write: (tx) => ports.stageEntries.pass(passages, tx) });
  return pipeline;
}

/** Each stay that is read, as text. */
async function read({ id }: Pipeline): Promise<string[]> {
  const found: string[] = [];
  for await (const { deals, stages, ...columns } of await world.ports.stageEntries.history(id, 'all')) {
    columns.deal.forEach((deal, row) => {
      const { stage, to, end, enteredAt, leftAt } = columns;
      found.push([deals[deal], stages[stage[row]!], stages[to[row]!], end[row], enteredAt[row], leftAt[row]].join(' '));
    });
  }
  return found.toSorted();
}

const packed = () => world.connection.collection('stagePacks').countDocuments();

test('a history is the same before, after and while it is packed', async () => {
  const pipeline = await pipelineWith(10);
  const before = await read(pipeline);
  expect(before).toHaveLength(400);
  const packing = new AbortController();
  const work = packStays(world.ports, pipeline.id, { size: 20, signal }).finally(() => packing.abort());
  let reads = 0;
  for (; !packing.signal.aborted; reads += 1) expect(await read(pipeline)).toEqual(before);
  expect(await work).toBe(400);
  expect([reads > 1, await packed()]).toEqual([true, 20]);
  expect(await read(pipeline)).toEqual(before);
  expect(await packStays(world.ports, pipeline.id, { size: 20, signal })).toBe(0);
});

test('stays that go for good go from the packs too, also from those that are made meanwhile', async () => {
  const pipeline = await pipelineWith(10);
  const gone = dealIds.slice(0, 20);
  const rest = (await read(pipeline)).filter((stay) => !gone.some((id) => stay.startsWith(id)));
  const packing = packStays(world.ports, pipeline.id, { size: 20, signal }).catch((error: unknown) => error);
  for (const id of gone) await world.ports.stageEntries.forget([id]);
  await packing;
  expect(await read(pipeline)).toEqual(rest);
  await packStays(world.ports, pipeline.id, { size: 20, signal });
  expect(await read(pipeline)).toEqual(rest);
  const packs = await world.connection
    .collection<{ deals: { toString(as: 'hex'): string } }>('stagePacks')
    .find()
    .toArray();
  const left = new Set(packs.flatMap(({ deals }) => deals.toString('hex').match(/.{24}/g)));
  expect(gone.filter((id) => left.has(id))).toEqual([]);
});
