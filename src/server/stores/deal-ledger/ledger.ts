import type { Connection, Model } from 'mongoose';
import { inParts } from '../in-parts.ts';
import { objectIdOf } from '../schema.ts';
import { createDealChanges, keptMs } from './changes.ts';
import { factsReader, type ReadFacts } from './facts.ts';
import { inTurn } from './in-turn.ts';
import { LivingDeals } from './living-deals.ts';

/**
 * All living deals in the memory of this process, for figures that take the database a second to add up. Before each
 * use it reads the deals that changed since the last one, so that whatever was committed before is in the figures.
 */
export interface DealLedger {
  /** The deals of now; null while they are being read for the first time, and where they are too many to keep. */
  now(): Promise<LivingDeals | null>;
}

/** 420 bytes each. */
const mostDeals = 500_000;
const readAtOnce = 5000;
const timesNow = () => ({ readAt: Date.now(), clock: Date.now() - performance.now() });
/** Such a step of the clock, or a machine that slept, could hide changes. */
const stepMs = 10_000;
/** A commit may be seen this much later than the time it was noted with: it takes 11 s at most, and clocks differ. */
const lateMs = 30_000;

interface Kept {
  deals: LivingDeals;
  /** When it was last brought up to date, by this process’s clock. */
  readAt: number;
  /** How far that clock was from one that is never set. */
  clock: number;
  /** Changes that are in it already, as far as they may be met again. */
  changes: ReadonlySet<string>;
}

export function createDealLedger<Document>(connection: Connection, deals: Model<Document>): DealLedger {
  const changes = createDealChanges(connection);
  const read = factsReader(deals);
  let kept: Kept | null = null;
  let reading: Promise<void> | null = null;

  /** A first reading that fails is tried again at the next use; one that finds too many deals is not. */
  async function begin(): Promise<void> {
    try {
      kept = await readAll(read);
      if (kept) reading = null;
    } catch {
      reading = null;
    }
  }

  async function catchUp({ deals, readAt, changes: known }: Kept): Promise<Kept> {
    const times = timesNow();
    const since = await changes.since(new Date(readAt - lateMs), known);
    const found = await inParts(since.dealIds, (some) =>
      read([{ $match: { _id: { $in: some.map(objectIdOf) }, alive: true } }]),
    );
    for (const id of since.dealIds) deals.remove(id);
    for (const deal of found) deals.put(deal);
    return { deals, ...times, changes: since.changes };
  }

  const upToDate = inTurn(async () => {
    if (kept) kept = await catchUp(kept);
  });

  return {
    async now() {
      if (kept && !isUsable(kept)) kept = null;
      if (kept) await upToDate();
      else reading ??= begin();
      return kept?.deals ?? null;
    },
  };
}

/** Whether every change since it was read can still be found. */
function isUsable(kept: Kept): boolean {
  const { readAt, clock } = timesNow();
  return readAt - kept.readAt < keptMs / 2 && Math.abs(clock - kept.clock) < stepMs;
}

/** Null when they are too many. */
async function readAll(read: ReadFacts): Promise<Kept | null> {
  const times = timesNow();
  const deals = new LivingDeals();
  let last = '0'.repeat(24);
  for (;;) {
    const found = await read([
      { $match: { _id: { $gt: objectIdOf(last) } } },
      { $sort: { _id: 1 } },
      { $limit: readAtOnce },
    ]);
    for (const deal of found) if (deal.alive) deals.put(deal);
    if (found.length < readAtOnce) return { deals, ...times, changes: new Set() };
    if (deals.size > mostDeals) return null;
    last = found.at(-1)!.id;
  }
}
