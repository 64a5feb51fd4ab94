import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pipelineAnalyticsQuery } from '../../../src/lib/contracts/pipeline-analytics.ts';
import { Arrivals } from '../../../src/lib/domain/pipelines/analytics/arrivals.ts';
import {
  forecastOf,
  sourcesOf,
  winLossOf,
  type ClosedSum,
  type OpenSum,
  type Outcome,
} from '../../../src/lib/domain/pipelines/analytics/deal-figures.ts';
import { funnelOf, movesOf, timesOf } from '../../../src/lib/domain/pipelines/analytics/stage-figures.ts';
import { StageTally } from '../../../src/lib/domain/pipelines/analytics/stage-tally.ts';
import { medianOf, rankOf } from '../../../src/lib/domain/pipelines/analytics/statistics.ts';
import { columnsOf, rowsWhere, type Stay } from '../../../src/lib/domain/pipelines/analytics/stays.ts';

const minute = 60_000;
const stages = ['a', 'b', 'c', 'd'];

/** `b 10-25 moved c`: a stay in b from minute 10 to 25, then on to c. */
const stay = (dealId: string, text: string): Stay => {
  const [stageId = '', times = '', end = null, toStage = null] = text.split(' ');
  const [enteredAt = 0, leftAt] = times.split('-').map((part) => (part === '' ? undefined : Number(part) * minute));
  return {
    ...{ dealId, stageId, toStage, end: end as Stay['end'] },
    enteredAt: new Date(enteredAt),
    leftAt: leftAt === undefined ? null : new Date(leftAt),
  };
};

function figuresOf(
  stays: readonly Stay[][],
  { from = 0, to = 1e15, counts = (_: string): boolean => true, now = 100 * minute } = {},
) {
  const options = { stages, from, to, now, counts };
  const [tally, arrivals] = [new StageTally(options), new Arrivals(options)];
  for (const part of stays) {
    tally.add(columnsOf(part));
    arrivals.add(columnsOf(part));
  }
  const found = arrivals.found();
  return {
    arrivals: found,
    funnel: funnelOf(found, stages),
    moves: movesOf(tally.stages, stages),
    times: timesOf(tally.stages, stages),
  };
}

describe('a history', () => {
  const stays = [
    stay('on', 'a 0-10 moved b'),
    stay('on', 'b 10-30 moved c'),
    stay('on', 'c 30-60 won'),
    // Falls back, comes again, and goes to another pipeline.
    stay('back', 'a 0-20 moved b'),
    stay('back', 'b 20-40 moved a'),
    stay('back', 'a 40-70 moved b'),
    stay('back', 'b 70-80 moved x'),
    stay('skips', 'a 5-35 moved d'),
    stay('skips', 'd 35-'),
    stay('bin', 'a 50-55 binned'),
  ];
  const { funnel, moves, times } = figuresOf([stays]);

  test('counts a deal once in each stage; who skipped a stage reached it', () => {
    expect(funnel).toEqual([
      { stageId: 'a', stayed: 4, reached: 4, share: 1 },
      { stageId: 'b', stayed: 2, reached: 3, share: 0.75 },
      { stageId: 'c', stayed: 1, reached: 2, share: 0.5 },
      { stageId: 'd', stayed: 1, reached: 1, share: 0.25 },
    ]);
  });

  test('says where stays went, also back, past stages and out', () => {
    expect(moves).toEqual([
      { fromStage: 'a', toStage: 'b', kind: 'next', count: 3, rate: 0.75 },
      { fromStage: 'a', toStage: 'd', kind: 'skip', count: 1, rate: 0.25 },
      { fromStage: 'b', toStage: 'c', kind: 'next', count: 1, rate: 1 / 3 },
      { fromStage: 'b', toStage: 'a', kind: 'back', count: 1, rate: 1 / 3 },
      { fromStage: 'b', toStage: null, kind: 'out', count: 1, rate: 1 / 3 },
    ]);
  });

  test('says how long stays took, those that go on apart, those that ended in the bin not at all', () => {
    const none = { count: 0, median: null, longest: null };
    expect(times).toEqual([
      // 10, 20, 30, 30
      { stageId: 'a', ended: 4, won: 0, lost: 0, time: { average: 23, median: 25, p90: 30 }, open: none },
      // 10, 20, 20
      { stageId: 'b', ended: 3, won: 0, lost: 0, time: { average: 17, median: 20, p90: 20 }, open: none },
      { stageId: 'c', ended: 1, won: 1, lost: 0, time: { average: 30, median: 30, p90: 30 }, open: none },
      { stageId: 'd', ended: 0, won: 0, lost: 0, time: null, open: { count: 1, median: 65, longest: 65 } },
    ]);
  });

  test('of a time: who came in it, and what ended in it; its end is not part of it', () => {
    const late = figuresOf([stays], { from: 5 * minute, to: 40 * minute });
    expect(late.arrivals).toEqual([{ dealId: 'skips', at: 5 * minute, stages: [0, 3] }]);
    expect(late.times.map(({ ended }) => ended)).toEqual([3, 1, 0, 0]);
  });

  test('without deals that do not count', () => {
    const { funnel: rest } = figuresOf([stays], { counts: (id) => id !== 'back' });
    expect(rest.map(({ stayed }) => stayed)).toEqual([3, 1, 1, 1]);
  });
});

const anyStay = fc
  .record({
    dealId: fc.constantFrom('k', 'l', 'm', 'n', 'o'),
    // x is no stage of the pipeline any more.
    stageId: fc.constantFrom(...stages, 'x'),
    toStage: fc.constantFrom(...stages, 'x', null),
    end: fc.constantFrom('moved' as const, 'won' as const, 'lost' as const, 'binned' as const, null),
    entered: fc.integer({ min: 0, max: 90 }),
    took: fc.integer({ min: 0, max: 50 }),
  })
  .map(({ entered, took, end, toStage, ...rest }): Stay => ({
    ...{ ...rest, end, toStage: end === 'moved' ? toStage : null },
    enteredAt: new Date(entered * minute),
    leftAt: end === null ? null : new Date((entered + took) * minute),
  }));

test('figures are the same in whatever order and parts stays come, and those of a naive count', () => {
  fc.assert(
    fc.property(
      fc.array(anyStay, { maxLength: 40 }),
      fc.infiniteStream(fc.nat(5)),
      fc.nat(90),
      (stays, dice, start) => {
        const range = { from: start * minute, to: (start + 30) * minute, counts: (id: string) => id !== 'o' };
        const parts: Stay[][] = [[], [], [], [], [], []];
        for (const one of stays.toReversed()) parts[Number(dice.next().value)]!.push(one);
        const found = figuresOf(parts, range);
        expect(new Set(found.arrivals.map(({ dealId }) => dealId))).toEqual(
          new Set(figuresOf([stays], range).arrivals.map(({ dealId }) => dealId)),
        );
        expect({ ...found, arrivals: 0 }).toEqual({ ...figuresOf([stays], range), arrivals: 0 });

        const counted = stays.filter(({ dealId }) => dealId !== 'o');
        const first = (id: string) =>
          Math.min(...counted.filter((s) => s.dealId === id).map((s) => s.enteredAt.getTime()));
        const came = ['k', 'l', 'm', 'n'].filter((id) => first(id) >= range.from && first(id) < range.to);
        expect(found.arrivals.map(({ dealId }) => dealId).toSorted()).toEqual(came);
        for (const [place, { stayed, reached }] of found.funnel.entries()) {
          const been = (id: string, within: string[]) =>
            counted.some((s) => s.dealId === id && within.includes(s.stageId));
          expect(stayed).toBe(came.filter((id) => been(id, [stages[place]!])).length);
          expect(reached).toBe(came.filter((id) => been(id, stages.slice(place))).length);
        }
        for (const { stageId, ended, time, open } of found.times) {
          const here = counted.filter((s) => s.stageId === stageId);
          const over = here.filter(
            ({ end, leftAt }) =>
              end && end !== 'binned' && leftAt! >= new Date(range.from) && leftAt! < new Date(range.to),
          );
          const went = found.moves
            .filter(({ fromStage }) => fromStage === stageId)
            .reduce((sum, { count }) => sum + count, 0);
          expect([ended, went]).toEqual([over.length, over.filter(({ end }) => end === 'moved').length]);
          expect(open.count).toBe(here.filter(({ end }) => end === null).length);
          const minutes = over.map((s) => (s.leftAt!.getTime() - s.enteredAt.getTime()) / minute);
          if (time === null) expect(minutes).toEqual([]);
          else
            expect(Math.abs(time.average * minutes.length - minutes.reduce((a, b) => a + b))).toBeLessThanOrEqual(
              minutes.length / 2,
            );
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('medians and ranks are those of their definitions', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100), { minLength: 1 }), fc.constantFrom(0.1, 0.5, 0.9, 1), (values, share) => {
      const sorted = values.toSorted((a, b) => a - b);
      const median = medianOf(sorted);
      const [below, above] = [values.filter((v) => v < median).length, values.filter((v) => v > median).length];
      expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      const rank = rankOf(sorted, share);
      expect(values.filter((v) => v <= rank).length).toBeGreaterThanOrEqual(share * values.length);
      expect(values.filter((v) => v < rank).length).toBeLessThan(share * values.length);
    }),
  );
});

test('columns keep what they are told, without rows that are taken out', () => {
  const columns = columnsOf([stay('k', 'a 0-1 moved b'), stay('l', 'b 1-'), stay('k', 'b 2-3 won')]);
  const rest = rowsWhere(columns, (row) => columns.deals[columns.deal[row]!] !== 'k');
  expect([[...rest.enteredAt], [...rest.leftAt], [...rest.stage].map((at) => rest.stages[at])]).toEqual([
    [minute],
    [Number.NaN],
    ['b'],
  ]);
});

const sum = (currency: string, amount: number, more: Partial<ClosedSum & OpenSum> = {}) => ({
  ...{ currency, fractionDigits: currency === 'JPY' ? 0 : 2, count: 1, valued: 1, amount },
  ...{ status: 'won' as const, lostReason: null, stageId: 'a', expectedCloseDate: null },
  ...more,
});

test('wins and losses by currency, reasons by how often, however they are spelt', () => {
  const lost = (lostReason: string, count: number) =>
    sum('EUR', count * 100, { status: 'lost', lostReason, count, valued: count });
  const found = winLossOf([
    ...[sum('EUR', 10), sum('EUR', 20), sum('JPY', 500), sum('EUR', 0, { count: 2, valued: 1 })],
    ...[lost('price', 1), lost(' Price ', 2), lost('Went  quiet', 1), lost('No budget', 4)],
  ]);
  expect(found.won).toEqual({
    count: 5,
    totals: [
      { currency: 'EUR', count: 4, withoutValue: 1, value: 0.3 },
      { currency: 'JPY', count: 1, withoutValue: 0, value: 500 },
    ],
  });
  expect(found.winRate).toBe(5 / 13);
  expect(found.reasons.map(({ reason, count }) => [reason, count])).toEqual([
    ['No budget', 4],
    ['Price', 3],
    ['Went quiet', 1],
  ]);
  expect(winLossOf([])).toMatchObject({ winRate: null, reasons: [] });
});

test('sources by the customers of the deals that came', () => {
  const day = 1440 * minute;
  const outcome = (id: string, status: Outcome['status'], days: number): [string, Outcome] => [
    id,
    {
      id,
      customerId: `of ${id}`,
      status,
      closedAt: new Date(days * day),
      amount: 100,
      currency: 'EUR',
      fractionDigits: 2,
    },
  ];
  const found = sourcesOf({
    arrivals: ['k', 'l', 'm', 'n'].map((dealId) => ({ dealId, at: day, stages: [] })),
    outcomes: new Map([
      outcome('k', 'won', 3),
      outcome('l', 'won', 6),
      outcome('m', 'lost', 9),
      outcome('n', 'open', 9),
    ]),
    sources: new Map(['k', 'l', 'm'].map((id) => [`of ${id}`, 'website'])),
  });
  expect(found).toEqual([
    {
      ...{ source: 'website', deals: 3, won: 2, lost: 1, winRate: 2 / 3, medianDaysToWin: 3.5 },
      value: [{ currency: 'EUR', count: 2, withoutValue: 0, value: 2 }],
    },
    { source: null, deals: 1, won: 0, lost: 0, winRate: null, value: [], medianDaysToWin: null },
  ]);
});

test('a forecast by month, weighted by stage; what is overdue or has no day apart', () => {
  const on = (day: string) => ({ expectedCloseDate: new Date(`${day}T00:00:00Z`) });
  const found = forecastOf({
    open: [
      ...[sum('EUR', 1000, on('2026-12-31')), sum('EUR', 333, { ...on('2026-12-01'), stageId: 'b' })],
      ...[sum('USD', 100, on('2026-11-26')), sum('EUR', 100, on('2026-11-25')), sum('EUR', 100, { stageId: 'gone' })],
    ],
    probabilities: new Map([
      ['a', 20],
      ['b', 50],
    ]),
    today: new Date('2026-11-26T00:00:00Z'),
  });
  expect(
    found.months.map(({ month, totals }) => [month, totals.map(({ value, weighted }) => [value, weighted])]),
  ).toEqual([
    ['2026-11', [[1, 0.2]]],
    ['2026-12', [[13.33, 3.67]]],
  ]);
  expect(found.overdue).toMatchObject({ count: 1, totals: [{ value: 1, weighted: 0.2 }] });
  expect(found.undated).toMatchObject({ count: 1, totals: [{ value: 1, weighted: 0 }] });
});

test('a time is asked for by days or instants, and ends after it begins', () => {
  const problem = (query: object) =>
    pipelineAnalyticsQuery.safeParse(query).error?.issues.map(({ path }) => path.join());
  expect(problem({})).toBeUndefined();
  expect(problem({ from: '2026-01-31', to: '2026-02-01T12:00:00+01:00' })).toBeUndefined();
  expect(problem({ from: '2026-02-01', to: '2026-02-01' })).toEqual(['to']);
  expect(problem({ from: 'soon' })).toEqual(['from']);
});
