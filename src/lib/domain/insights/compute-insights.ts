import type { InsightAction, Risk, SuggestedStage } from '../../contracts/insights.ts';
import { rankActions } from './actions.ts';
import type { CustomerFacts, DealFacts } from './facts.ts';
import { riskOf } from './risk.ts';
import { suggestStage } from './suggest-stage.ts';
import { dayWords, moneyWords, quoted } from './words.ts';

/** Insights as rules find them: every figure in them is computed, and the words are ours. */
export interface ComputedInsights {
  risk: Risk;
  /** The most urgent first; never empty. */
  actions: InsightAction[];
  stage: SuggestedStage | null;
  /** Sentences, each once: what words may be found for. */
  facts: string[];
}

/** So many actions are offered, and so many facts handed on. */
const mostActions = 4;
const mostFacts = 30;

export function computeInsights(facts: CustomerFacts): ComputedInsights {
  const risk = riskOf(facts);
  const stage = suggestStage(facts);
  const actions = rankActions(facts, stage).slice(0, mostActions);
  const sentences = [
    ...risk.reasons.map(({ text }) => text),
    ...actions.flatMap(({ reasons }) => reasons),
    ...(stage?.reasons ?? []),
    ...factSentences(facts),
  ];
  return { risk, actions, stage, facts: [...new Set(sentences)].slice(0, mostFacts) };
}

/** What is known, in sentences. */
export const factSentences = (facts: CustomerFacts): string[] => [
  ...facts.deals.slice(0, 5).map(dealSentence),
  ...(facts.won + facts.lost > 0 ? [`${facts.won} deals were won so far, ${facts.lost} lost.`] : []),
  `${facts.interactions} calls, meetings and mails are logged, ${facts.notes} notes written.`,
];

function dealSentence({ title, value, currency, expectedCloseDate, stage }: DealFacts): string {
  const parts = [
    value === null ? 'has no value yet' : `is worth ${moneyWords(value, currency)}`,
    ...(stage ? [`is in ${stage.name}`] : []),
    ...(expectedCloseDate ? [`is expected to close on ${dayWords(expectedCloseDate)}`] : []),
  ];
  return `The open deal ${quoted(title)} ${parts.join(', ')}.`;
}
