import type { PlanRequest } from '../ports.ts';
import type { AiSettings, Model, Tier } from './settings.ts';

/** From this many characters of context on, a task counts as complex. */
export const COMPLEX_CONTEXT = 2500;

export interface Route {
  /** In the order in which they are asked; never empty. */
  models: Model[];
  /** Why, for people. */
  reason: string;
}

/**
 * Which models to ask. A person's choice is honoured. Otherwise the quality model plans what is urgent, of high priority
 * or long to read, and the fast one everything else. The fast model stands in for the quality one, never the reverse:
 * when the fast one fails, the local planner is quicker than a slower model.
 */
export function chooseRoute(
  request: Pick<PlanRequest, 'model' | 'priority'>,
  contextLength: number,
  settings: Pick<AiSettings, 'fastModel' | 'qualityModel'>,
): Route {
  const { tier, reason } = chooseTier(request, contextLength);
  const fast: Model = { id: settings.fastModel, tier: 'fast' };
  const quality: Model = { id: settings.qualityModel, tier: 'quality' };
  if (tier === 'fast') return { models: [fast], reason };
  return { models: quality.id === fast.id ? [quality] : [quality, fast], reason };
}

function chooseTier(
  { model, priority }: Pick<PlanRequest, 'model' | 'priority'>,
  contextLength: number,
): { tier: Tier; reason: string } {
  if (model !== 'auto') return { tier: model, reason: `The ${model} model was chosen.` };
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
