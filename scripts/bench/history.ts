import { ObjectId } from 'bson';
import { createConnection } from 'mongoose';
import { listPipelinesQuery } from '../../src/lib/contracts/pipeline.ts';
import { start } from '../../src/server/embedded-mongo/index.ts';
import type { Tx } from '../../src/server/ports/index.ts';
import { createStores, type Stores } from '../../src/server/stores/index.ts';
import { makeDefaultPipelines } from '../../src/server/use-cases/pipelines/make-default-pipelines.ts';
import { packStays } from '../../src/server/use-cases/pipelines/pack-stays.ts';
import { inventedCustomers } from './invented.ts';
import { inventedDeals, staysOfDeal } from './invented-deals.ts';

const customers = 20_000;
export const deals = 200_000;
export const stays = deals * staysOfDeal;
const together = 1000;
/** Each command by itself: a transaction would only slow down what nobody reads yet. */
const outside = undefined as unknown as Tx;

/** Writes customers and a long history of deals as the product would, many at a time; in an empty folder. */
export async function fillHistory(path: string): Promise<{ pipelineId: string; packedIn: number }> {
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
