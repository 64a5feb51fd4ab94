import type { InsightAction, SuggestedStage } from '../../contracts/insights.ts';
import { dayMs, daysFrom, isPast, overdueTasks, silenceOf, stayOf, type CustomerFacts } from './facts.ts';
import { afterAdding, clipped, days, dayWords, quoted } from './words.ts';

interface Candidate extends InsightAction {
  /** 0–100: the highest comes first. */
  urgency: number;
}
type Rule = (facts: CustomerFacts, stage: SuggestedStage | null) => Candidate | null;

/** What can be done next, the most urgent first; never empty. */
export function rankActions(facts: CustomerFacts, stage: SuggestedStage | null): InsightAction[] {
  return rules
    .flatMap((rule) => rule(facts, stage) ?? [])
    .toSorted((a, b) => b.urgency - a.urgency)
    .map(({ urgency: _urgency, ...action }) => action);
}

const newTask = (title: string, description: string, more: { dueDate?: Date; dealId?: string } = {}) =>
  ({
    kind: 'create_task',
    title: clipped(title, 200),
    description: clipped(description, 2000),
    dueDate: more.dueDate?.toISOString() ?? null,
    dealId: more.dealId ?? null,
  }) as const;

const overdueTask: Rule = (facts) => {
  const [task, ...others] = overdueTasks(facts);
  if (!task?.dueDate) return null;
  const rest = others.length > 0 ? [`${others.length + 1} tasks are overdue in all.`] : [];
  return {
    id: 'overdue_task',
    urgency: 90,
    title: `Finish ${quoted(task.title)}`,
    reasons: [`It was due on ${dayWords(task.dueDate)}.`, ...rest],
    act: { kind: 'open_task', taskId: task.id },
  };
};

const moveStage: Rule = (_facts, stage) =>
  stage?.to
    ? {
        id: 'move_stage',
        urgency: 80,
        title: `Move ${quoted(stage.dealTitle)} to ${stage.to.name}`,
        reasons: stage.reasons,
        act: { kind: 'move_stage', dealId: stage.dealId, stageId: stage.to.id, stageName: stage.to.name },
      }
    : null;

const firstContact: Rule = (facts) => {
  const { days: passed, never } = silenceOf(facts);
  if (!never) return null;
  const dealId = facts.deals[0]?.id ?? null;
  return {
    id: 'first_contact',
    urgency: 75,
    title: `Get in touch with ${clipped(facts.name, 80)} for the first time`,
    reasons: [`No call, meeting or mail is logged, ${afterAdding(passed)}.`],
    act: facts.hasEmail ? { kind: 'draft_mail', purpose: 'introduction', dealId } : { kind: 'log_contact' },
  };
};

const getInTouch: Rule = (facts) => {
  const { days: passed, usual, never } = silenceOf(facts);
  if (never || passed <= usual) return null;
  const dealId = facts.deals[0]?.id ?? null;
  const goal = `Call ${clipped(facts.name, 80)} and ask how things stand`;
  return {
    id: 'get_in_touch',
    urgency: Math.min(88, 60 + 10 * (passed / usual - 1)),
    title: `Get in touch with ${clipped(facts.name, 80)} again`,
    reasons: [`The last contact was ${days(passed)} ago; ${days(usual)} are usual.`],
    act: facts.hasEmail
      ? { kind: 'draft_mail', purpose: 'check_in', dealId }
      : newTask(goal, `No contact for ${days(passed)}.`, { ...(dealId && { dealId }) }),
  };
};

const closeDate: Rule = ({ deals, now }) => {
  const deal = deals.find(({ expectedCloseDate }) => expectedCloseDate && isPast(expectedCloseDate, now));
  if (!deal?.expectedCloseDate) return null;
  const title = `Agree on a new closing date for ${quoted(deal.title)}`;
  const reason = `It was to close on ${dayWords(deal.expectedCloseDate)}, ${days(daysFrom(deal.expectedCloseDate, now))} ago.`;
  return { id: 'close_date', urgency: 70, title, reasons: [reason], act: newTask(title, reason, { dealId: deal.id }) };
};

const stuckDeal: Rule = ({ deals, now, hasEmail }) => {
  const [deal] = deals
    .flatMap(({ id, title, stage }) => (stage ? [{ id, title, stage, ...stayOf(stage, now) }] : []))
    .filter(({ ratio }) => ratio >= 1.5)
    .toSorted((a, b) => b.ratio - a.ratio);
  if (!deal) return null;
  const title = `Find out what holds up ${quoted(deal.title)}`;
  const reason = `It has been in ${deal.stage.name} for ${days(deal.days)}, against ${days(deal.usual)} as usual.`;
  const act = hasEmail
    ? ({ kind: 'draft_mail', purpose: 'meeting', dealId: deal.id } as const)
    : newTask(title, reason, { dealId: deal.id });
  return { id: 'stuck_deal', urgency: 55, title, reasons: [reason], act };
};

const exitCriterion: Rule = (_facts, stage) => {
  const [missing] = stage?.unmet ?? [];
  if (!stage || !missing) return null;
  const title = `Get ${quoted(stage.dealTitle)} ready to leave ${stage.from.name}`;
  const reasons = stage.unmet.slice(0, 3).map(({ criterion, why }) => `Not met: ${criterion} (${why}).`);
  const act = newTask(title, reasons.join('\n'), { dealId: stage.dealId });
  return { id: 'exit_criterion', urgency: 50, title, reasons, act };
};

const planNext: Rule = ({ deals, openTasks }) => {
  const [deal] = deals;
  if (!deal || openTasks > 0) return null;
  const title = `Plan the next step for ${quoted(deal.title)}`;
  const reason = 'The deal is open, and no task is planned.';
  const at = deal.stage ? ` It is in ${deal.stage.name}.` : '';
  return {
    id: 'plan_next',
    urgency: 45,
    title,
    reasons: [reason],
    act: newTask(title, reason + at, { dealId: deal.id }),
  };
};

const keepPlan: Rule = (facts) => {
  const task = facts.tasks.find(({ dueDate }) => dueDate === null || dueDate >= facts.now);
  if (!task) return null;
  return {
    id: 'keep_plan',
    urgency: 20,
    title: `Go on with ${quoted(task.title)}`,
    reasons: [task.dueDate ? `It is due on ${dayWords(task.dueDate)}.` : 'It is the next open task.'],
    act: { kind: 'open_task', taskId: task.id },
  };
};

const stayInTouch: Rule = (facts) => {
  const { days: passed, usual } = silenceOf(facts);
  const title = `Stay in touch with ${clipped(facts.name, 80)}`;
  const left = Math.max(1, usual - passed);
  const reason = `${days(usual)} between contacts are usual, and ${days(passed)} have passed.`;
  const act = newTask(title, reason, { dueDate: new Date(facts.now.getTime() + left * dayMs) });
  return { id: 'stay_in_touch', urgency: 10, title, reasons: [reason], act };
};

const rules: readonly Rule[] = [
  ...[overdueTask, moveStage, firstContact, getInTouch, closeDate],
  ...[stuckDeal, exitCriterion, planNext, keepPlan, stayInTouch],
];
