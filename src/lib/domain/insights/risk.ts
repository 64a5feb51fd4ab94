import type { Risk, RiskLevel } from '../../contracts/insights.ts';
import { daysFrom, isPast, overdueTasks, silenceOf, stayOf, type CustomerFacts } from './facts.ts';
import { afterAdding, days, dayWords, quoted } from './words.ts';

/*
 * The risk of going cold is a sum of shares, at most 1. Each share says how far one fact has gone, between nothing and
 * its most:
 *   silence   up to 0.50   from the usual days without contact to three times as many
 *   stay      up to 0.20   the slowest open deal, from its stage's usual time to twice as much
 *   late      0.15         an open deal should have closed on a day that has passed
 *   overdue   up to 0.15   0.05 for each task that is overdue
 *   unplanned 0.10         an open deal, and no open task
 */
const most = { silence: 0.5, stay: 0.2, late: 0.15, overdue: 0.15, unplanned: 0.1 } as const;
const perOverdueTask = 0.05;
const levelFrom = { medium: 0.35, high: 0.65 } as const;

type Reason = Risk['reasons'][number];

/** How likely a customer is to go cold, with each reason and its figure; what adds most comes first. */
export function riskOf(facts: CustomerFacts): Risk {
  const reasons = [silence(facts), ...stays(facts), ...late(facts), ...overdue(facts), ...unplanned(facts)]
    .map(({ text, share }) => ({ text, share: hundredths(share) }))
    .toSorted((a, b) => b.share - a.share);
  const score = Math.min(1, hundredths(reasons.reduce((sum, { share }) => sum + share, 0)));
  return { score, level: levelOf(score), reasons };
}

const hundredths = (share: number): number => Math.round(share * 100) / 100;
const between0And1 = (value: number): number => Math.min(1, Math.max(0, value));

const levelOf = (score: number): RiskLevel => {
  if (score >= levelFrom.high) return 'high';
  return score >= levelFrom.medium ? 'medium' : 'low';
};

const whose: Record<CustomerFacts['status'], string> = {
  lead: 'for a lead',
  prospect: 'for a prospect',
  customer: 'for a customer',
  inactive: 'for an inactive customer',
};

function silence(facts: CustomerFacts): Reason {
  const { days: passed, usual, never, withDeal } = silenceOf(facts);
  const share = between0And1((passed / usual - 1) / 2) * most.silence;
  const until = `${days(usual)} are usual ${withDeal ? 'with an open deal' : whose[facts.status]}`;
  if (never) return { text: `No contact is logged, ${afterAdding(passed)}; ${until}.`, share };
  if (passed > usual) return { text: `No contact for ${days(passed)}; ${until}.`, share };
  return { text: `The last contact was ${passed === 0 ? 'today' : `${days(passed)} ago`}; ${until}.`, share };
}

function stays({ deals, now }: CustomerFacts): Reason[] {
  const [slowest] = deals
    .flatMap(({ title, stage }) => (stage ? [{ title, stage, ...stayOf(stage, now) }] : []))
    .toSorted((a, b) => b.ratio - a.ratio);
  if (!slowest || slowest.ratio <= 1) return [];
  const { title, stage, usual } = slowest;
  const norm =
    stage.usualMinutes === null
      ? `${days(usual)} count as usual until more deals went through`
      : `${days(usual)} are usual`;
  return [
    {
      text: `${quoted(title)} has been in ${stage.name} for ${days(slowest.days)}; ${norm}.`,
      share: between0And1(slowest.ratio - 1) * most.stay,
    },
  ];
}

function late({ deals, now }: CustomerFacts): Reason[] {
  const [first] = deals
    .flatMap(({ title, expectedCloseDate }) =>
      expectedCloseDate && isPast(expectedCloseDate, now) ? [{ title, day: expectedCloseDate }] : [],
    )
    .toSorted((a, b) => a.day.getTime() - b.day.getTime());
  if (!first) return [];
  const { title, day } = first;
  return [
    { text: `${quoted(title)} was to close on ${dayWords(day)}, ${days(daysFrom(day, now))} ago.`, share: most.late },
  ];
}

function overdue(facts: CustomerFacts): Reason[] {
  const tasks = overdueTasks(facts);
  const [oldest] = tasks;
  if (!oldest?.dueDate) return [];
  const by = daysFrom(oldest.dueDate, facts.now);
  const since = by < 1 ? 'since today' : `by ${days(by)}`;
  const text =
    tasks.length === 1
      ? `1 task is overdue: ${quoted(oldest.title)}, ${since}.`
      : `${tasks.length} tasks are overdue, the oldest ${since}.`;
  return [{ text, share: Math.min(most.overdue, tasks.length * perOverdueTask) }];
}

function unplanned({ deals, openTasks }: CustomerFacts): Reason[] {
  if (deals.length === 0) return [];
  if (openTasks > 0) return [{ text: openTasks === 1 ? '1 task is open.' : `${openTasks} tasks are open.`, share: 0 }];
  const what = deals.length === 1 ? '1 deal is open' : `${deals.length} deals are open`;
  return [{ text: `${what}, and no task is planned.`, share: most.unplanned }];
}
