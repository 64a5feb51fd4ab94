import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passageOf, type Standing } from '../../../src/lib/domain/pipelines/passage.ts';

interface Stay {
  stageId: string;
  enteredAt: number;
  leftAt: number | null;
}

const outside: Standing = {
  pipelineId: null,
  pipelineStage: null,
  stageSince: null,
  status: 'open',
  closedAt: null,
  deletedAt: null,
};

/** What can happen to a deal, and how far the clock of the process it happens in has come: backwards too. */
const happening = fc.record({
  clock: fc.integer({ min: -5000, max: 20_000 }),
  what: fc.oneof(
    fc.record({ stage: fc.constantFrom('a', 'b', 'c', null) }),
    fc.record({ status: fc.constantFrom('open' as const, 'won' as const, 'lost' as const) }),
    fc.record({ binned: fc.boolean() }),
  ),
});
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

function after(before: Standing, { what }: Happening, now: Date): Standing {
  if ('stage' in what) return { ...before, pipelineId: what.stage && 'p', pipelineStage: what.stage };
  if ('binned' in what) return { ...before, deletedAt: what.binned ? (before.deletedAt ?? now) : null };
  const closedAt = what.status === 'open' ? null : now;
  return { ...before, status: what.status, closedAt };
}

/** Lives through it as the product does: the deal notes since when it is in its stage. */
function liveThrough(happenings: readonly Happening[]): { deal: Standing; stays: Stay[] } {
  let deal = outside;
  let time = Date.parse('2026-11-26T09:00:00Z');
  const stays: Stay[] = [];
  for (const one of happenings) {
    time += one.clock;
    const next = after(deal, one, new Date(time));
    const passage = passageOf(deal, next, new Date(time));
    const open = stays.find(({ leftAt }) => leftAt === null);
    if (passage?.leave) {
      expect(open).toBeDefined();
      open!.leftAt = passage.at.getTime();
    }
    if (passage?.enter) {
      stays.push({ stageId: passage.enter.stageId, enteredAt: passage.at.getTime(), leftAt: null });
    }
    deal = { ...next, stageSince: passage?.enter ? passage.at : deal.stageSince };
  }
  return { deal, stays };
}

test('whatever happens to a deal, its stays never overlap and at most one is open: the one of its stage', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
      const { deal, stays } = liveThrough(happenings);
      const open = stays.filter(({ leftAt }) => leftAt === null);
      const staying = deal.deletedAt === null && deal.status === 'open' && deal.pipelineStage !== null;
      expect(open.map(({ stageId }) => stageId)).toEqual(staying ? [deal.pipelineStage] : []);
      for (const [index, { enteredAt, leftAt }] of stays.entries()) {
        if (leftAt !== null) expect(leftAt).toBeGreaterThanOrEqual(enteredAt);
        const next = stays[index + 1];
        if (next) expect(leftAt).toBeLessThanOrEqual(next.enteredAt);
      }
    }),
  );
});

test('says how a stay ended, and from where the next one came', () => {
  const now = new Date('2026-11-26T09:00:00Z');
  const there: Standing = { ...outside, pipelineId: 'p', pipelineStage: 'a' };
  const ends = [
    { ...there, pipelineStage: 'b' },
    { ...there, status: 'won' as const },
    { ...there, status: 'lost' as const },
    { ...there, deletedAt: now },
  ].map((next) => passageOf(there, next, now)?.leave);
  expect(ends.map((leave) => leave?.end)).toEqual(['moved', 'won', 'lost', 'binned']);
  expect(ends[0]?.toStage).toBe('b');
  expect(passageOf(there, { ...there, pipelineStage: 'b' }, now)?.enter).toMatchObject({
    stageId: 'b',
    fromStage: 'a',
  });
  expect(passageOf(there, { ...there, closedAt: null }, now)).toBeNull();
});
