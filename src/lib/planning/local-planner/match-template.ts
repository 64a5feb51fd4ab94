import { terms } from '../similarity.ts';
import type { PlanTemplate } from './template.ts';
import { genericTemplate, planTemplates } from './templates/index.ts';

interface Matcher {
  template: PlanTemplate;
  phrases: readonly { stems: readonly string[]; weight: number }[];
}

const matchers: readonly Matcher[] = planTemplates.map((template) => {
  // Several forms of one word ("renewal:6 renew:6") share a stem and count once.
  const weights = new Map<string, number>();
  for (const entry of template.words.split(' ')) {
    const [phrase = '', weight] = entry.split(':');
    const key = terms(phrase.replaceAll('+', ' ')).join(' ');
    if (key !== '') weights.set(key, Math.max(weights.get(key) ?? 0, Number(weight)));
  }
  return { template, phrases: [...weights].map(([key, weight]) => ({ stems: key.split(' '), weight })) };
});

/** What a description's word counts for against one of the title. */
const DESCRIPTION_SHARE = 0.25;
/** What the goal's first telling word, its verb as a rule, counts for. */
const OPENING_SHARE = 1.5;
/** Below this score nothing speaks clearly enough for any kind. */
const LEAST_SCORE = 3;

/** The template whose words the goal has most of, by weight; the generic one when no kind is clear. */
export function matchTemplate(title: string, description: string): PlanTemplate {
  const titleTerms = terms(title);
  const inTitle = new Set(titleTerms);
  const opening = titleTerms[0] ?? '';
  const inDescription = new Set(terms(description));
  let best = { template: genericTemplate, score: LEAST_SCORE - 0.001 };
  for (const { template, phrases } of matchers) {
    let score = 0;
    for (const { stems, weight } of phrases) {
      if (stems.every((stem) => inTitle.has(stem))) score += stems[0] === opening ? weight * OPENING_SHARE : weight;
      else if (stems.every((stem) => inDescription.has(stem))) score += weight * DESCRIPTION_SHARE;
    }
    if (score > best.score) best = { template, score };
  }
  return best.template;
}
