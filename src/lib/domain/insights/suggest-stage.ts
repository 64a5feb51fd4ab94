import type { SuggestedStage } from '../../contracts/insights.ts';
import type { CustomerFacts, DealFacts, StageFacts } from './facts.ts';
import { quoted } from './words.ts';

/** Where an open deal should be: of the first that can go on, else of the one moved last; null when none is in a pipeline. */
export function suggestStage(facts: CustomerFacts): SuggestedStage | null {
  const all = facts.deals.flatMap((deal) => (deal.stage ? [stageOf(facts, deal, deal.stage)] : []));
  return all.find(({ to }) => to !== null) ?? all[0] ?? null;
}

function stageOf(facts: CustomerFacts, { id, title }: DealFacts, stage: StageFacts): SuggestedStage {
  const { next, criteria, unmet, name } = stage;
  const about = {
    dealId: id,
    dealTitle: title,
    pipelineId: stage.pipelineId,
    from: { id: stage.id, name },
    unmet: unmet.map((one) => ({ ...one })),
  };
  if (!next) return { ...about, to: null, reasons: [`${quoted(name)} is the last stage: win or lose the deal there.`] };
  if (unmet.length > 0) {
    const reasons = [
      `${unmet.length} of ${criteria} exit criteria of ${quoted(name)} ${areOrIs(unmet.length)} not met.`,
    ];
    return { ...about, to: null, reasons };
  }
  if (criteria > 0) {
    const met = criteria === 1 ? 'The exit criterion' : `All ${criteria} exit criteria`;
    return { ...about, to: next, reasons: [`${met} of ${quoted(name)} ${areOrIs(criteria)} met.`] };
  }
  const missing = withoutCriteria(facts, id, stage);
  const reasons = [`${quoted(name)} has no exit criteria. ${missing ?? goesOn}`];
  return { ...about, to: missing === null ? next : null, reasons };
}

const areOrIs = (count: number): string => (count === 1 ? 'is' : 'are');

const goesOn = 'There was contact since the deal came there, and no task of it is open.';

/** What speaks against going on from a stage that asks for nothing; null when nothing does. */
function withoutCriteria(
  { lastContactAt, tasks }: CustomerFacts,
  dealId: string,
  { since }: StageFacts,
): string | null {
  if (!lastContactAt || lastContactAt < since) return 'No contact is logged since the deal came there.';
  const open = tasks.filter((task) => task.dealId === dealId).length;
  if (open > 0) return open === 1 ? '1 task of the deal is still open.' : `${open} tasks of the deal are still open.`;
  return null;
}
