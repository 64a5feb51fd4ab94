import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.ts';
import { inventCompany } from '../../../scripts/demo/companies.ts';
import { storyOf } from '../../../src/server/use-cases/samples/story.ts';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { listCustomersQuery } from '../../../src/lib/contracts/customer.ts';
import { listDealsQuery, type UpdateDealRequest } from '../../../src/lib/contracts/deal.ts';
import type { PipelineAnalyticsReport } from '../../../src/lib/contracts/pipeline-analytics.ts';
import { listPipelinesQuery } from '../../../src/lib/contracts/pipeline.ts';
import { listTasksQuery } from '../../../src/lib/contracts/task.ts';
import { listCustomerActivity } from '../../../src/server/use-cases/activity/list-customer-activity.ts';
import { listCustomers } from '../../../src/server/use-cases/customers/list-customers.ts';
import { deleteDeal } from '../../../src/server/use-cases/deals/delete-deal.ts';
import { listDeals } from '../../../src/server/use-cases/deals/list-deals.ts';
import { restoreDeal } from '../../../src/server/use-cases/deals/restore-deal.ts';
import { updateDeal } from '../../../src/server/use-cases/deals/update-deal.ts';
import { mergeCustomers } from '../../../src/server/use-cases/merges/merge-customers.ts';
import { getAnalytics } from '../../../src/server/use-cases/pipelines/get-analytics.ts';
import { listPipelines } from '../../../src/server/use-cases/pipelines/list-pipelines.ts';
import { packStays } from '../../../src/server/use-cases/pipelines/pack-stays.ts';
import { portsFor } from '../../../src/server/use-cases/shared/own-records.ts';
import { listTasks } from '../../../src/server/use-cases/tasks/list-tasks.ts';
import { naiveAnalytics } from '../../support/naive-analytics.ts';
import { taskWorld, type TaskWorld } from './world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const demoData = (...wishes: string[]) =>
  promisify(execFile)(process.execPath, ['scripts/demo-data.ts', ...wishes], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      MONGODB_URI: world.database.uri,
      JWT_SECRET: 'j'.repeat(32),
      JWT_REFRESH_SECRET: 'r'.repeat(32),
    },
  });

const day = 24 * 60 * 60 * 1000;
const all = { limit: '200' };
const objectId = (id: string) => new mongo.ObjectId(id);

test('demo data: customers with histories of months, in the names of who sells; once only unless told', async () => {
  const { stdout } = await demoData('--customers', '30', '--seed', '7');
  expect(stdout).toContain('Made 30 customers with their histories');
  const { items: tasks } = await listTasks(world.as.admin, listTasksQuery.parse(all));
  expect(tasks.every((task) => task.aiGenerated?.metadata.generatedBy === 'local-planner')).toBe(true);
  expect(tasks.every((task) => task.createdBy !== null && task.createdBy === task.assignedTo)).toBe(true);
  expect(new Set(tasks.map((task) => task.status))).toEqual(new Set(['pending', 'in_progress', 'completed']));
  const { items: deals } = await listDeals(world.as.admin, listDealsQuery.parse(all));
  expect(deals.map(({ status }) => status)).toEqual(expect.arrayContaining(['open', 'won']));
  expect(new Set(deals.map(({ pipelineStage }) => pipelineStage)).size).toBeGreaterThan(3);

  const { items: customers } = await listCustomers(world.as.admin, listCustomersQuery.parse(all));
  expect(customers).toHaveLength(30);
  const won = customers.find(({ status }) => status === 'customer')!;
  const query = listActivityQuery.parse({ limit: '100' });
  const { items: history } = await listCustomerActivity(world.as.admin, { id: won.id, query });
  const times = history.map(({ at }) => Date.parse(at));
  expect(times).toEqual(times.toSorted((one, other) => other - one));
  expect(times.every((time) => time < Date.now())).toBe(true);
  expect(times[0]! - times.at(-1)!).toBeGreaterThan(14 * day);
  expect(history.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['created', 'note_added', 'deal_created', 'deal_won']),
  );

  await expect(demoData()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There are 30 invented customers already') as string,
  });
  await expect(demoData('--customers', 'many')).rejects.toMatchObject({ code: 1 });
  await checkAnalytics();
});

/** Figures of the invented deals, and of what people do with them besides, against a naive count of what is stored. */
async function checkAnalytics(): Promise<void> {
  const { connection, ports, clock } = world;
  const { admin } = world.as;
  clock.set(new Date());
  const { items: pipelines } = await listPipelines(admin, listPipelinesQuery.parse({ type: 'sales' }));
  const { id: pipelineId, stages } = pipelines[0]!;
  const { items: deals } = await listDeals(admin, listDealsQuery.parse({ ...all, sort: 'createdAt' }));
  const [won, lost] = (['won', 'lost'] as const).map((is) => deals.filter(({ status }) => status === is));
  const open = deals.filter(({ status }) => status === 'open');
  const change = (id: string, patch: UpdateDealRequest) => {
    clock.advance(7 * 60_000);
    return updateDeal(admin, { id, patch });
  };

  // Opened again and won once more, skipping on, going back, elsewhere and home again, two customers that are one.
  await change(won![0]!.id, { status: 'open' });
  await change(won![0]!.id, { pipelineStage: stages[0]!.id });
  await change(won![0]!.id, { status: 'won' });
  await change(open[0]!.id, { pipelineStage: stages.at(-1)!.id });
  await change(open[0]!.id, { pipelineStage: stages[0]!.id });
  await change(open[0]!.id, { pipelineId: null });
  await change(open[0]!.id, { pipelineStage: stages[1]!.id, expectedCloseDate: null });
  const other = await listPipelines(admin, listPipelinesQuery.parse({ type: 'marketing' }));
  await change(open[1]!.id, { pipelineId: other.items[0]!.id });
  await change(open[1]!.id, { status: 'won' });
  await mergeCustomers(admin, { ids: [won![1]!.customerId], into: won![2]!.customerId });
  await deleteDeal(admin, { id: won![3]!.id });
  await deleteDeal(admin, { id: won![4]!.id });
  await restoreDeal(admin, won![4]!.id);
  expect(lost!.length).toBeGreaterThan(0);

  const owner = deals[0]!.assignedTo!;
  const theirs = { ...admin.actor, id: owner, ownOnly: true };
  const compare = async () => {
    const now = clock.now();
    for (const days of [400, 60]) {
      const asked = { pipelineId, stages, from: new Date(now.getTime() - days * day), to: now, now };
      const query = { from: asked.from.toISOString(), to: now.toISOString() };
      const found = await getAnalytics(admin, { id: pipelineId, query });
      expect(unordered(found)).toEqual(await naiveAnalytics(connection, asked));
      const own = await getAnalytics({ ports: portsFor(ports, theirs), actor: theirs }, { id: pipelineId, query });
      expect(unordered(own)).toEqual(await naiveAnalytics(connection, { ...asked, owner }));
      expect(own.arrived.deals).toBeLessThanOrEqual(found.arrived.deals);
    }
    return getAnalytics(admin, { id: pipelineId, query: {} });
  };
  const figures = await compare();
  expect(figures.moves.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['next', 'skip', 'back', 'out']));

  // The same when stays are packed, and when some of those go for good.
  const signal = new AbortController().signal;
  expect(await packStays(ports, pipelineId, { size: 10, signal })).toBeGreaterThan(50);
  expect(await compare()).toEqual(figures);
  await ports.stageEntries.forget([won![0]!.id]);
  await connection.collection('deals').deleteOne({ _id: objectId(won![0]!.id) });
  expect(await compare()).not.toEqual(figures);
  const packs = await connection
    .collection<{ deals: { toString(encoding: 'hex'): string } }>('stagePacks')
    .find()
    .toArray();
  expect(packs.length).toBeGreaterThan(5);
  expect(packs.some(({ deals: ids }) => ids.toString('hex').includes(won![0]!.id))).toBe(false);
}

/** Lists whose order is checked elsewhere, as sets. */
const unordered = ({ arrived, moves, closed, ...report }: PipelineAnalyticsReport) => ({
  ...report,
  arrived: { ...arrived, sources: new Set(arrived.sources) },
  moves: new Set(moves),
  closed: { ...closed, reasons: new Set(closed.reasons) },
});

test('the same seed invents the same companies and stories, whoever was asked for before', () => {
  const told = (number: number) => {
    const company = inventCompany(7, number);
    const { dice: _dice, ...facts } = company;
    const times = storyOf(company, {
      owner: null,
      now: new Date('2026-11-27T12:00:00Z'),
      stages: [],
      currency: 'EUR',
      tag: 'demo',
    }).map(({ at }) => at);
    return { facts, times };
  };
  const first = told(3);
  told(4);
  expect(told(3)).toEqual(first);
  expect(told(5)).not.toEqual(first);
});
