import type { BudgetState, UsageSummary } from '../../../lib/contracts/ai-usage.ts';
import { budgetShares, type BudgetShare } from '../../../lib/domain/ai-budget.ts';
import type { AiSettingValues } from '../../../lib/domain/ai-settings.ts';
import type { Ports } from '../../ports/index.ts';

type States = NonNullable<UsageSummary['budgets']['company']>;

/** What is used and left of the company's budgets and of a member's, now. */
export async function budgetStates(
  { allowances, clock }: Pick<Ports, 'allowances' | 'clock'>,
  budgets: AiSettingValues['budgets'],
  userId: string,
): Promise<Record<BudgetShare['scope'], States>> {
  const shares = budgetShares(budgets, userId, clock.now());
  const used = await allowances.used(shares.map(({ key }) => key));
  const stateOf = (scope: BudgetShare['scope'], period: BudgetShare['period']): BudgetState => {
    const index = shares.findIndex((share) => share.scope === scope && share.period === period);
    const { limit, resetsAt } = shares[index]!;
    const spent = used[index]!;
    const remaining = limit === null ? null : Math.max(0, limit - spent);
    return { limit, used: spent, remaining, resetsAt: resetsAt.toISOString() };
  };
  const statesOf = (scope: BudgetShare['scope']): States => ({
    daily: stateOf(scope, 'daily'),
    monthly: stateOf(scope, 'monthly'),
  });
  return { company: statesOf('company'), member: statesOf('member') };
}
