import { seededRandom } from '../../src/lib/planning/random.ts';
import type { DealRecord, StageEntryRecord } from '../../src/server/records/index.ts';

export const staysOfDeal = 5;
const dayMs = 24 * 60 * 60 * 1000;
const historyDays = 3 * 365;
const reasons = ['Price', 'Chose a competitor', 'No budget this year', 'No decision', 'Went quiet'];
const actor = { kind: 'system', id: null, name: 'Throughline' };

interface Wishes {
  count: number;
  pipelineId: string;
  stages: readonly string[];
  customerIds: readonly string[];
  ids: { next(): string };
}

/**
 * Invented deals with their five stays each, the same each time, over three years until now: they go on, skip, fall back
 * and return; one in ten is still open.
 */
export function* inventedDeals(wishes: Wishes): Generator<{ deal: DealRecord; entries: StageEntryRecord[] }> {
  const { count, pipelineId, stages, customerIds, ids } = wishes;
  const random = seededRandom(20261127);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const now = Date.now();
  for (let number = 0; number < count; number += 1) {
    const id = ids.next();
    const customerId = pick(customerIds);
    const status = pick(['won', 'won', 'won', 'won', 'lost', 'lost', 'lost', 'lost', 'lost', 'open'] as const);
    const lengths = Array.from({ length: staysOfDeal }, () => Math.floor(random() ** 2 * 20 * dayMs));
    const length = lengths.reduce((sum, one) => sum + one, 0);
    const closed = status === 'open' ? now : now - Math.floor(random() * historyDays * dayMs);
    const way = wayThrough(stages.length, pick);
    let at = closed - length;
    const came = at;
    const entries = way.map((place, step): StageEntryRecord => {
      const last = step === staysOfDeal - 1;
      const enteredAt = new Date(at);
      at += lengths[step]!;
      const open = last && status === 'open';
      return {
        id: ids.next(),
        ...{ pipelineId, stageId: stages[place]!, dealId: id, customerId, enteredAt, actor },
        leftAt: open ? null : new Date(at),
        fromStage: step === 0 ? null : stages[way[step - 1]!]!,
        toStage: last ? null : stages[way[step + 1]!]!,
        end: open ? null : last ? (status as 'won' | 'lost') : 'moved',
      };
    });
    const deal: DealRecord = {
      ...{ id, customerId, pipelineId, pipelineStage: stages[way.at(-1)!]!, status },
      title: `Deal ${number}`,
      stageSince: entries.at(-1)!.enteredAt,
      value: Math.floor(random() * 50_000),
      currency: pick(['EUR', 'EUR', 'USD', 'GBP']),
      expectedCloseDate: new Date(Math.floor((closed + (random() - 0.3) * 90 * dayMs) / dayMs) * dayMs),
      lostReason: status === 'lost' ? pick(reasons) : null,
      closedAt: status === 'open' ? null : new Date(closed),
      ...{ assignedTo: null, binnedWithCustomer: false, version: 1, fieldVersions: {}, deletedAt: null },
      createdAt: new Date(came),
      updatedAt: new Date(closed),
    };
    yield { deal, entries };
  }
}

/** Places of stages one after another, never the same twice in a row. */
function wayThrough(stages: number, pick: (steps: readonly number[]) => number): number[] {
  const way = [0];
  while (way.length < staysOfDeal) {
    const last = way.at(-1)!;
    const next = Math.min(stages - 1, Math.max(0, last + pick([1, 1, 1, 2, -1])));
    way.push(next === last ? (last + 1) % stages : next);
  }
  return way;
}
