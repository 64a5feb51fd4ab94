import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ObjectId } from 'bson';
import { createConnection } from 'mongoose';
import { listPipelinesQuery } from '../../src/lib/contracts/pipeline.ts';
import type { PipelineAnalyticsReport } from '../../src/lib/contracts/pipeline-analytics.ts';
import { start } from '../../src/server/embedded-mongo/index.ts';
import type { Tx } from '../../src/server/ports/index.ts';
import { createStores, type Stores } from '../../src/server/stores/index.ts';
import { makeDefaultPipelines } from '../../src/server/use-cases/pipelines/make-default-pipelines.ts';
import { packStays } from '../../src/server/use-cases/pipelines/pack-stays.ts';
import { Api } from '../lib/api.ts';
import { npmStart } from '../lib/npm-start.ts';
import { commandOf, descendantsOf, memoryOf, peakMemoryOf } from '../lib/processes.ts';
import { inventedCustomers } from './invented.ts';
import { inventedDeals, staysOfDeal } from './invented-deals.ts';
import { summary, timed, type Row } from './measure.ts';
import { megabytes, nameOf } from './start.ts';

const customers = 20_000;
const deals = 200_000;
const stays = deals * staysOfDeal;
const together = 1000;
/** Each command by itself: a transaction would only slow down what nobody reads yet. */
const outside = undefined as unknown as Tx;
const times = 20;
const dayMs = 24 * 60 * 60 * 1000;
const aim = 'p95 < 2,000 ms';

/** The figures of a pipeline with 1,000,000 stays on the embedded database: how fast they are there, in how much memory. */
export async function benchAnalytics(env: Record<string, string>): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-analytics-'));
  try {
    const { pipelineId, packedIn } = await fill(join(folder, 'db'));
    const running = await npmStart({ ...env, DATA_DIR: folder });
    try {
      const api = new Api(running.url);
      await api.register('ada@example.com');
      const processes = descendantsOf(running.npm.pid ?? 0).map((pid) => ({ pid, name: nameOf(commandOf(pid)) }));
      const [web] = processes.filter(({ name }) => name === 'web');
      const before = web ? memoryOf(web.pid) : Number.NaN;
      return [
        { what: `a pipeline of ${stays} stays, ${deals} deals`, measured: '' },
        { what: '  packing them, once', measured: `${Math.round(stays / packedIn)} stays/s` },
        ...(await measure(api, pipelineId)),
        {
          what: '  memory (PSS) of the web process before, after, at most',
          measured: web ? [before, memoryOf(web.pid), peakMemoryOf(web.pid)].map(megabytes).join(', ') : '?',
        },
      ];
    } finally {
      await running.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(api: Api, pipelineId: string): Promise<Row[]> {
  const read = (query: string) =>
    api.call<{ analytics: PipelineAnalyticsReport }>('GET', `/api/pipelines/${pipelineId}/analytics?${query}`);
  const daysAgo = (days: number) => `from=${new Date(Date.now() - days * dayMs).toISOString()}`;
  const rows: Row[] = [];
  for (const [what, query] of [
    ['90 days', ''],
    ['a year', daysAgo(365)],
    ['all of it', daysAgo(10_000)],
  ] as const) {
    const { analytics } = await read(query);
    const ended = analytics.stages.reduce((sum, stage) => sum + stage.ended, 0);
    const found = `${analytics.arrived.deals} deals came, ${ended} stays ended`;
    rows.push({ what: `  ${what}: ${found}`, measured: summary(await timed(times, () => read(query))), aim });
  }
  const list = () => api.call('GET', '/api/pipelines');
  return [...rows, { what: '  GET /api/pipelines with its rates', measured: summary(await timed(times, list)), aim }];
}

/** Writes the records as the product would, many at a time. */
async function fill(path: string): Promise<{ pipelineId: string; packedIn: number }> {
  const ids = { next: () => new ObjectId().toHexString() };
  const clock = { now: () => new Date() };
  const server = await start({ path });
  const connection = await createConnection(server.uri, { autoIndex: false, autoCreate: false }).asPromise();
  try {
    const stores = await createStores(connection, { clock, ids });
    const world = { ...stores, clock, ids };
    await makeDefaultPipelines(world);
    const { items } = await stores.pipelines.list(listPipelinesQuery.parse({ type: 'sales' }));
    const { id: pipelineId, stages } = items[0]!;
    const customerIds = await fillCustomers(stores, ids);
    const made = inventedDeals({ count: deals, pipelineId, stages: stages.map(({ id }) => id), customerIds, ids });
    for (const some of chunks(made)) {
      await stores.deals.insertMany(
        some.map(({ deal }) => deal),
        outside,
      );
      const passages = some.flatMap(({ deal, entries }) =>
        entries.map((enter) => ({ dealId: deal.id, leave: null, enter })),
      );
      await stores.stageEntries.pass(passages, outside);
    }
    const begin = performance.now();
    await packStays(world, pipelineId, { signal: new AbortController().signal });
    return { pipelineId, packedIn: (performance.now() - begin) / 1000 };
  } finally {
    await connection.close();
    await server.close();
  }
}

async function fillCustomers(stores: Stores, ids: { next(): string }): Promise<string[]> {
  const customerIds: string[] = [];
  for (const some of chunks(inventedCustomers(customers, ids))) {
    await stores.customers.insertMany(some, outside);
    customerIds.push(...some.map(({ id }) => id));
  }
  return customerIds;
}

function* chunks<Item>(items: Iterable<Item>): Generator<Item[]> {
  let some: Item[] = [];
  for (const item of items) {
    some.push(item);
    if (some.length < together) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
