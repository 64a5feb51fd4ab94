import { describe, expect, test } from 'vitest';
import { causeWords, effortWords, outcomeWords, valueWords } from '../../../src/components/automations/run-words.ts';
import { runsQuery, startForm } from '../../../src/components/automations/runs-form.ts';
import { summaryWords } from '../../../src/components/automations/simulation-view.ts';

const id = (digit: string) => digit.repeat(24);
const reading = { zone: 'Europe/Zurich', now: '2026-11-27T12:00:00Z' };

test.each([
  [null, 'nothing'],
  [[], 'nothing'],
  [['a', 'b'], 'a, b'],
  [true, 'yes'],
  [24000, '24,000'],
  [-1.5, '-1.5'],
  ['won', 'won'],
  ['2026-11-27T09:30:00.000Z', 'Today, 10:30'],
])('the value %j is read as “%s”', (value, words) => expect(valueWords(value, reading)).toBe(words));

test('what set a run off, whether its condition held and what a step took are told', () => {
  const startedBy = { id: id('a'), name: 'Dana' };
  expect(causeWords({ trigger: 'entry', startedBy, causedBy: null })).toBe(
    'because the deal came into the stage; set off by Dana.',
  );
  expect(causeWords({ trigger: 'manual', startedBy, causedBy: id('b') })).toContain(
    'What another automation did led to it.',
  );
  const outcome = { text: 'x', holds: false, reason: 'deal.value: there is no value.', values: [] };
  expect(outcomeWords(outcome)).toBe('It does not hold: deal.value: there is no value.');
  expect(outcomeWords({ ...outcome, holds: true })).toBe('It holds.');
  const step = { startedAt: '2026-11-27T09:30:00.000Z', finishedAt: '2026-11-27T09:30:02.500Z' };
  expect(effortWords({ ...step, attempts: 1, cost: null })).toBe('2.5 s');
  expect(effortWords({ ...step, finishedAt: '2026-11-27T09:40:00.000Z', attempts: 3, cost: 0.0025 })).toBe(
    '10 min, tried 3 times, $0.0025',
  );
});

test.each([
  [0, 0, 'What it waits for did not happen in that time, so there is nothing to show.'],
  [1, 1, 'It would have run on 1 of 1 occasion.'],
  [1200, 0, 'It would have run on none of 1,200 occasions.'],
])('%i occasions, of which %i match', (considered, matched, words) =>
  expect(summaryWords({ considered, matched })).toBe(words),
);

describe('the address of a page of runs', () => {
  const asked = (query: string) => {
    const { automationId, status, customerId, cursor } = runsQuery(new URLSearchParams(query));
    return { automationId, status, customerId, cursor };
  };
  test('filters by what is usable in it', () => {
    expect(asked(`automationId=${id('a')}&status=failed,waiting&customerId=nobody&q=x&done=retry`)).toEqual({
      automationId: id('a'),
      status: ['failed', 'waiting'],
    });
    expect(asked('status=lost&automationId=')).toEqual({});
  });
});

test('the deals that are ticked are those an automation is started for', () => {
  const ticked = { [`deal.${id('a')}`]: 'yes', [`deal.${id('b')}`]: 'yes', 'deal.nothing': 'yes', other: 'x' };
  expect(startForm.parse(ticked)).toEqual({ all: false, dealIds: [id('a'), id('b')] });
  expect(startForm.parse({ which: 'all' })).toEqual({ all: true, dealIds: [] });
});
