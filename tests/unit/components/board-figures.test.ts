import { expect, test } from 'vitest';
import { boardSentence, stageFacts, together } from '../../../src/components/pipelines/board-figures.ts';
import { formatSpan } from '../../../src/lib/client/format.ts';

const of = (currency: string, value: number, weighted: number, withoutValue = 0) => ({
  ...{ currency, count: 2, withoutValue, value, weighted },
});
const early = { count: 4, totals: [of('EUR', 1000, 100), of('USD', 50, 5)] };
const late = { count: 2, totals: [of('EUR', 2500.4, 2250.36, 1)] };

test('stages together are worth what they are worth one by one, each currency by itself', () => {
  expect(together([early, late])).toEqual({
    count: 6,
    totals: [
      { currency: 'EUR', count: 4, withoutValue: 1, value: 3500.4, weighted: 2350.36 },
      { currency: 'USD', count: 2, withoutValue: 0, value: 50, weighted: 5 },
    ],
  });
  expect(together([])).toEqual({ count: 0, totals: [] });
});

test('a board is told in a sentence, without amounts nobody knows', () => {
  expect(boardSentence(together([early, late]))).toBe('6 deals, €3,500 + $50, €2,350 + $5 weighted by probability');
  expect(boardSentence({ count: 1, totals: [] })).toBe('1 deal');
  expect(boardSentence({ count: 2, totals: [of('EUR', 0, 0, 2)] })).toBe('2 deals');
});

test('a stage says what it holds and how long deals stay', () => {
  const rate = { fromStage: 'a', toStage: 'b', rate: 0.5, avgTimeInStage: 3 * 24 * 60 };
  expect(stageFacts(early, rate)).toBe('€1,000 + $50, 3 days on average');
  expect(stageFacts({ count: 0, totals: [] }, undefined)).toBe('');
});

test.each([
  [0, '0 min'],
  [59, '59 min'],
  [90, '2 h'],
  [47 * 60, '47 h'],
  [48 * 60, '2 days'],
])('%d minutes on the clock are %s', (minutes, words) => {
  expect(formatSpan(minutes)).toBe(words);
});
