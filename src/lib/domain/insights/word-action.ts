import { modelInsights, type InsightAction } from '../../contracts/insights.ts';
import type { ComputedInsights } from './compute-insights.ts';
import { trusted } from './trusted-words.ts';

const mostReasons = 4;
const longest = { title: 120, reason: 240 } as const;

/**
 * The action a model chose among ours, in its words as far as they may be shown; what can be done about it stays ours.
 * A reason that says more than its fact is told by the fact itself. Null when nothing of the answer may be shown.
 */
export function wordAction({ actions, facts }: ComputedInsights, answer: unknown): InsightAction | null {
  const parsed = modelInsights.safeParse(answer);
  const chosen = parsed.success ? actions[parsed.data.action] : undefined;
  if (!parsed.success || !chosen) return null;
  const names = actions.map(({ title }) => title).join(' ');
  const title = trusted(parsed.data.title, { known: `${names} ${facts.join(' ')}`, most: longest.title });
  const worded = parsed.data.reasons.slice(0, mostReasons).flatMap(({ text, fact }) => {
    const ours = facts[fact];
    if (ours === undefined) return [];
    const theirs = trusted(text, { known: `${names} ${ours}`, most: longest.reason });
    return [{ text: theirs ?? ours, isTheirs: theirs !== null }];
  });
  if (title === null && !worded.some(({ isTheirs }) => isTheirs)) return null;
  const reasons = [...new Set(worded.map(({ text }) => text))];
  return { ...chosen, title: title ?? chosen.title, reasons: reasons.length > 0 ? reasons : chosen.reasons };
}
