import { createConnection, type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seededRandom } from '../../../src/lib/planning/random.ts';
import type { DealStore } from '../../../src/server/ports/index.ts';
import type { DealRecord } from '../../../src/server/records/index.ts';
import { createDealLedger, type DealLedger } from '../../../src/server/stores/deal-ledger/ledger.ts';
import { createDealStore, dealModel } from '../../../src/server/stores/deals.ts';
import { createVocabulary, type Vocabulary } from '../../../src/server/stores/vocabulary.ts';
import { createStores, type Stores } from '../../../src/server/stores/index.ts';
import { startDatabase, type TestDatabase } from '../../support/database.ts';
import { system, testClock, testIds } from '../../support/ports.ts';
import { aDeal } from '../../support/records.ts';

/* What the ledger makes of deals is what the database makes of them, whoever changed them a moment ago. */

const ids = testIds();
const [own, other] = [ids.next(), ids.next()];
const pipelines = [ids.next(), ids.next(), null];
const stages = [ids.next(), ids.next(), ids.next()];
const customers = [ids.next(), ids.next(), ids.next(), ids.next()];
const from = new Date('2026-01-01T00:00:00Z');
const to = new Date('2026-07-01T00:00:00Z');
const year = Array.from({ length: 366 }, (_, day) => new Date(from.getTime() + day * 86_400_000 - 1));

let database: TestDatabase;
let reading: Connection;
let writing: Connection;
let writer: Stores;
let ledger: DealLedger;
let words: Vocabulary;
const noLedger: DealLedger = { now: () => Promise.resolve(null) };
const random = seededRandom(7);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

beforeAll(async () => {
  database = await startDatabase();
  [reading, writing] = (await Promise.all(
    [1, 2].map(() => createConnection(database.uri, { autoIndex: false }).asPromise()),
  )) as [Connection, Connection];
  writer = await createStores(writing, { clock: testClock(), ids });
  words = createVocabulary(reading, testClock());
  ledger = createDealLedger(reading, dealModel(reading));
});
afterAll(async () => {
  await Promise.all([reading.close(), writing.close()]);
  await database.stop();
});

/** Whatever figures need of a deal, by chance. */
const facts = (): Partial<DealRecord> => {
  const status = pick(['open', 'won', 'lost'] as const);
  return {
    ...{ status, pipelineId: pick(pipelines), pipelineStage: pick(stages), customerId: pick(customers) },
    ...{ assignedTo: pick([own, other, null]), currency: pick(['EUR', 'JPY']), value: pick([null, 5, 1200]) },
    ...{ closedAt: status === 'open' ? null : pick(year), stageSince: pick([null, ...year]) },
    expectedCloseDate: pick([null, ...year]),
  };
};

type Figures = Pick<
  DealStore,
  'openByPipeline' | 'closedByMonth' | 'openByClose' | 'outcomes' | 'closedOutcomes' | 'openIn'
>;

const summed = ['count', 'valued', 'amount', 'stuck'] as const;
type Row = Partial<Record<(typeof summed)[number], number>>;

/** Rows as text, in order; rows of the same group are added up: how finely a store divides them is its own affair. */
function added(rows: readonly object[]): string[] {
  const groups = Map.groupBy(rows as Row[], ({ count: _c, valued: _v, amount: _a, stuck: _s, ...by }) =>
    JSON.stringify(Object.entries(by).toSorted()),
  );
  const sum = (of: Row[], field: keyof Row) => of.reduce((total, row) => total + (row[field] ?? 0), 0);
  return [...groups].map(([by, of]) => [by, ...summed.map((field) => sum(of, field))].join(' ')).toSorted();
}

const asTexts = (rows: readonly object[]) =>
  rows.map((one) => JSON.stringify(Object.entries(one).toSorted())).toSorted();

async function figuresOf(deals: Figures, dealIds: readonly string[]) {
  const inPipeline = async (id: string) => ({
    expected: added(await deals.openByClose(id)),
    now: await deals.openIn(id),
  });
  return {
    open: added(await deals.openByPipeline(new Date('2026-04-01T00:00:00Z'))),
    closed: added(await deals.closedByMonth({ from, to })),
    outcomes: asTexts(await deals.outcomes(dealIds)),
    closedOutcomes: asTexts(await deals.closedOutcomes({ from, to })),
    pipelines: await Promise.all(pipelines.filter((id) => id !== null).map(inPipeline)),
  };
}

/** The figures of the ledger next to those of the database: everyone's, and one member's own. */
async function compare(): Promise<void> {
  const stored = await dealModel(reading).find({}, { _id: 1 }).lean();
  const dealIds = [ids.next(), ...stored.map(({ _id }) => _id.toHexString())];
  for (const owner of [null, own]) {
    const figures = (from: DealLedger) =>
      figuresOf(createDealStore(reading, { vocabulary: words, ledger: from, owner }), dealIds);
    expect(await figures(ledger)).toEqual(await figures(noLedger));
  }
}

const commit = (write: Parameters<Stores['commit']>[0]['write']) => writer.commit({ actor: system, events: [], write });

test('figures of the ledger are those of the database after every way to change deals', async () => {
  const { deals, erasures } = writer;
  const made = Array.from({ length: 60 }, () => aDeal(ids.next(), facts()));
  await commit((tx) => deals.insertMany(made.slice(0, 50), tx));
  expect(await ledger.now()).toBeNull();
  await vi.waitFor(async () => expect(await ledger.now()).not.toBeNull());
  await compare();

  await commit((tx) => deals.insert(made[50]!, tx));
  await compare();
  await commit((tx) => deals.insertMany(made.slice(51), tx));
  await compare();

  const next = (deal: DealRecord, change: Partial<DealRecord>) => ({ ...deal, ...change, version: deal.version + 1 });
  const one = next(made[3]!, facts());
  await commit((tx) => deals.replace(one, tx));
  await compare();
  await commit((tx) =>
    deals.replaceMany(
      made.slice(10, 30).map((deal) => next(deal, facts())),
      tx,
    ),
  );
  await compare();
  const binned = next(one, { deletedAt: new Date() });
  await commit((tx) => deals.replace(binned, tx));
  await compare();
  await commit((tx) => deals.replace(next(binned, { deletedAt: null }), tx));
  await compare();
  const dealIds = made.slice(30, 35).map(({ id }) => id);
  await commit((tx) => erasures.remove({ customerIds: [], dealIds, taskIds: [] }, tx));
  await compare();
  expect((await ledger.now())?.size).toBe(55);
});

test('a change that is taken back is in no figure', async () => {
  const given = new Error('given up');
  const failing = commit(async (tx) => {
    await writer.deals.insert(aDeal(ids.next(), { ...facts(), status: 'open' }), tx);
    throw given;
  });
  await expect(failing).rejects.toBe(given);
  await compare();
});

test('who asks while others ask sees what was committed before', async () => {
  for (let round = 0; round < 20; round += 1) {
    const deal = aDeal(ids.next(), { ...facts(), status: 'open', deletedAt: null });
    const others = [ledger.now(), ledger.now()];
    await commit((tx) => writer.deals.insert(deal, tx));
    const found = await Promise.all([ledger.now(), ledger.now()]);
    for (const seen of found) expect([...seen!.open].map(({ id }) => id)).toContain(deal.id);
    await Promise.all(others);
  }
});

test('a clock that was set makes it read everything anew', async () => {
  const now = vi.spyOn(Date, 'now').mockImplementation(() => new Date().getTime() - 600_000);
  expect(await ledger.now()).toBeNull();
  now.mockRestore();
  expect(await ledger.now()).toBeNull();
  await vi.waitFor(async () => expect(await ledger.now()).not.toBeNull());
  await compare();
});
