import type { ModelPrice } from '../contracts/ai-settings.ts';
import type { AiSettingValues } from './ai-settings.ts';

/** One budget that a request counts against. */
export interface BudgetShare {
  scope: 'company' | 'member';
  period: 'daily' | 'monthly';
  /** Its name among all allowances, another one each day or month. */
  key: string;
  /** US dollars; null: no limit. */
  limit: number | null;
  /** When the next period begins. */
  resetsAt: Date;
}

/**
 * The budgets that a request counts against: the company's and, when a member asks, the member's, each by day and by
 * month of UTC.
 */
export function budgetShares(budgets: AiSettingValues['budgets'], userId: string | null, now: Date): BudgetShare[] {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const periods = [
    { period: 'daily', name: now.toISOString().slice(0, 10), resetsAt: new Date(Date.UTC(year, month, day + 1)) },
    { period: 'monthly', name: now.toISOString().slice(0, 7), resetsAt: new Date(Date.UTC(year, month + 1)) },
  ] as const;
  const scopes = [
    { scope: 'company', owner: 'company' },
    ...(userId === null ? [] : [{ scope: 'member', owner: `member:${userId}` } as const]),
  ] as const;
  return scopes.flatMap(({ scope, owner }) =>
    periods.map(({ period, name, resetsAt }) => ({
      scope,
      period,
      key: `budget:${owner}:${name}`,
      limit: budgets[scope][period],
      resetsAt,
    })),
  );
}

interface Tokens {
  input: number;
  output: number;
}

/** US dollars by the price list; null when the model is not on it. */
export function costOf(prices: readonly ModelPrice[], model: string, tokens: Tokens): number | null {
  const price = prices.find((one) => one.model === model);
  return price ? (price.input * tokens.input + price.output * tokens.output) / 1e6 : null;
}

/** US dollars to hold for a request: by its own price, else, so that no budget is overrun, by the dearest there is. */
export function estimateCost(prices: readonly ModelPrice[], model: string, tokens: Tokens): number {
  const all = prices.map((price) => costOf(prices, price.model, tokens) ?? 0);
  return costOf(prices, model, tokens) ?? Math.max(0, ...all);
}
