import { expect, test } from 'vitest';
import { budgetShares, costOf, estimateCost } from '../../../src/lib/domain/ai-budget.ts';
import { billOf, estimateTokens } from '../../../src/server/ai/settlement.ts';

const prices = [
  { model: 'cheap', input: 1, output: 2 },
  { model: 'dear', input: 10, output: 30 },
];
const tokens = { input: 1000, output: 500 };
const messages = [{ role: 'user' as const, content: 'x'.repeat(300) }];
const bill = (change: Partial<Parameters<typeof billOf>[0]>) =>
  billOf({ model: 'cheap', usage: null, messages, text: '', outcome: 'ok', prices, ...change });

test('prices are per million tokens; a model without one is held at the dearest', () => {
  expect(costOf(prices, 'cheap', tokens)).toBeCloseTo(0.002);
  expect(costOf(prices, 'other', tokens)).toBeNull();
  expect(estimateCost(prices, 'cheap', tokens)).toBeCloseTo(0.002);
  expect(estimateCost(prices, 'other', tokens)).toBeCloseTo(0.025);
  expect(estimateCost([], 'other', tokens)).toBe(0);
});

test('what the provider says it cost is what it cost', () => {
  const usage = { promptTokens: 100, completionTokens: 10, cost: 0.5 };
  expect(bill({ usage })).toEqual({ promptTokens: 100, completionTokens: 10, cost: 0.5, estimated: false, spent: 0.5 });
});

test('without its word on the cost the price list decides, and without a price the most it can be counts', () => {
  const usage = { promptTokens: 1000, completionTokens: 500, cost: null };
  expect(bill({ usage })).toMatchObject({ cost: 0.002, estimated: true, spent: 0.002 });
  expect(bill({ usage, model: 'other' })).toMatchObject({ cost: null, estimated: false, spent: 0.025 });
});

test.each(['timeout', 'cancelled', 'invalid'] as const)(
  'a request that ended by %s is billed for what went to and fro',
  (outcome) => {
    expect(bill({ outcome, text: 'y'.repeat(30) })).toEqual({
      promptTokens: 100,
      completionTokens: 10,
      cost: 0.00012,
      estimated: true,
      spent: 0.00012,
    });
  },
);

test.each(['error', 'rate_limited'] as const)(
  'one that was refused (%s) before a word was written is free',
  (outcome) => {
    expect(bill({ outcome })).toMatchObject({ promptTokens: 0, cost: 0, spent: 0 });
    expect(bill({ outcome, text: 'begun' }).cost).toBeGreaterThan(0);
  },
);

test('tokens are rather over- than underestimated, in any script', () => {
  expect(estimateTokens('English has four characters to a token')).toBeGreaterThanOrEqual(9);
  expect(estimateTokens('续约提案')).toBe(4);
});

test('budgets are the company’s and the member’s, by day and month of UTC', () => {
  const budgets = { company: { daily: 1, monthly: null }, member: { daily: 2, monthly: 3 } };
  const at = new Date('2026-12-31T23:30:00Z');
  expect(
    budgetShares(budgets, 'u', at).map(({ key, limit, resetsAt }) => [key, limit, resetsAt.toISOString()]),
  ).toEqual([
    ['budget:company:2026-12-31', 1, '2027-01-01T00:00:00.000Z'],
    ['budget:company:2026-12', null, '2027-01-01T00:00:00.000Z'],
    ['budget:member:u:2026-12-31', 2, '2027-01-01T00:00:00.000Z'],
    ['budget:member:u:2026-12', 3, '2027-01-01T00:00:00.000Z'],
  ]);
  expect(budgetShares(budgets, null, at)).toHaveLength(2);
});
