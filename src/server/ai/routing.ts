import type { AiSettingValues } from '../../lib/domain/ai-settings.ts';
import type { ModelFault } from './model-fault.ts';
import type { Question } from './question.ts';
import type { Model, Tier } from './tuning.ts';

/** From this many characters of context on, a task counts as complex. */
export const COMPLEX_CONTEXT = 2500;

export interface Route {
  /** In the order in which they are asked; never empty. */
  models: Model[];
  /** Why, for people. */
  reason: string;
}

/**
 * Which models to ask. A person's choice is honoured as long as the budgets allow it. Otherwise the quality model plans
 * what is urgent, of high priority or long to read, and the fast one everything else, short texts always. The fast model stands in for the
 * quality one, never the reverse: when the fast one fails, our own rules are quicker than a slower model.
 * `affords` tells whether what is left of the budgets would do for a request to a model.
 */
export function chooseRoute(
  question: Pick<Question, 'model' | 'priority'>,
  contextLength: number,
  { models, affords }: { models: AiSettingValues['models']; affords: (model: Model) => boolean },
): Route {
  const { tier, reason } = chooseTier(question, contextLength);
  const fast: Model = { id: models.fast, tier: 'fast' };
  const quality: Model = { id: models.quality, tier: 'quality' };
  if (tier === 'fast') return { models: [fast], reason };
  if (quality.id === fast.id) return { models: [quality], reason };
  if (!affords(quality) && affords(fast)) {
    return { models: [fast], reason: `${reason} What is left of the budget is enough for the fast model only.` };
  }
  return { models: [quality, fast], reason };
}

function chooseTier(
  { model, priority }: Pick<Question, 'model' | 'priority'>,
  contextLength: number,
): { tier: Tier; reason: string } {
  if (model !== 'auto') return { tier: model, reason: `The ${model} model was chosen.` };
  if (priority === null) return { tier: 'fast', reason: 'The fast model, because a short text is all it writes.' };
  if (priority === 'urgent' || priority === 'high') {
    return { tier: 'quality', reason: `The quality model, because the priority is ${priority}.` };
  }
  if (contextLength >= COMPLEX_CONTEXT) {
    return {
      tier: 'quality',
      reason: `The quality model, because there is much to read (${contextLength} characters).`,
    };
  }
  return { tier: 'fast', reason: `The fast model, because the priority is ${priority} and there is little to read.` };
}

const words: Record<Exclude<ModelFault['kind'], 'budget'>, string> = {
  network: 'could not be reached',
  server: 'answered with an error',
  rate_limited: 'takes no more requests for now',
  unauthorised: 'does not accept the key',
  refused: 'refused the request',
  rejected: 'refused the request',
  cut: 'broke off its answer',
  length: 'ran out of tokens',
  too_large: 'answered with far too much',
  invalid: 'gave no usable answer',
  slow: 'had not begun its answer in time',
  deadline: 'took too long',
  busy: 'has all the requests it may get at the moment',
  resting: 'failed too often lately and is left alone',
};

/** A sentence for people on why a model gave no answer. */
export const failureOf = ({ id }: Model, fault: ModelFault): string =>
  fault.kind === 'budget' ? fault.message : `${id} ${words[fault.kind]}.`;
