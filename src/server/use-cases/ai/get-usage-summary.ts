import type { UsageSummary, UsageSummaryQuery } from '../../../lib/contracts/ai-usage.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import { daysBetween, sumBy, sumUp } from '../../../lib/domain/usage-figures.ts';
import type { Context } from '../../ports/index.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';
import { budgetStates } from './budget-states.ts';
import { whoseUsage } from './whose-usage.ts';
import { heldAiSettings } from './held-settings.ts';

const dayMs = 24 * 60 * 60 * 1000;
const usualDays = 30;
const mostDays = 400;

/**
 * Tokens and cost by day, member, model and outcome, and what is left of the budgets.
 * @throws ProblemError `forbidden`, or `validation_failed` for a range that is empty or too long
 */
export async function getUsageSummary({ ports, actor }: Context, query: UsageSummaryQuery): Promise<UsageSummary> {
  const { member, userId, seesAll } = whoseUsage(actor, query.userId);
  const { from, to } = rangeOf(query, ports.clock.now());
  const [groups, { budgets }] = await Promise.all([ports.usage.groups({ from, to, userId }), heldAiSettings(ports)]);
  const refs = await memberRefs(
    ports,
    groups.map((group) => group.userId),
  );
  const states = await budgetStates(ports, budgets, userId ?? member.id);
  const byCost = <Row extends { cost: number; requests: number }>(a: Row, b: Row) =>
    b.cost - a.cost || b.requests - a.requests;
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    totals: sumUp(groups),
    byDay: daysBetween(from, to).map((day) => ({ day, ...sumUp(groups.filter((group) => group.day === day)) })),
    byMember: sumBy(groups, (group) => group.userId)
      .map(({ key, figures }) => ({ user: refOf(key, refs), userId: key, ...figures }))
      .toSorted(byCost),
    byModel: sumBy(groups, ({ model }) => model)
      .map(({ key, figures }) => ({ model: key, ...figures }))
      .toSorted(byCost),
    byOutcome: sumBy(groups, ({ outcome }) => outcome)
      .map(({ key, figures }) => ({ outcome: key, ...figures }))
      .toSorted((a, b) => b.requests - a.requests),
    budgets: { company: seesAll ? states.company : null, member: states.member },
  };
}

function rangeOf(query: UsageSummaryQuery, now: Date): { from: Date; to: Date } {
  const to = query.to ? new Date(query.to) : now;
  const from = query.from ? new Date(query.from) : new Date(to.getTime() - usualDays * dayMs);
  if (from >= to) throw invalid('from', 'must be before `to`');
  if (to.getTime() - from.getTime() > mostDays * dayMs)
    throw invalid('from', `must be within ${mostDays} days of \`to\``);
  return { from, to };
}
