import { spanWords } from '../../../../lib/domain/automations/timing.ts';
import type { PlanAction } from './planned.ts';

/** Lets time pass before the next action. */
export const waitAction: PlanAction = (_, { config: { delayMinutes = 0 } }) =>
  Promise.resolve({ said: `Wait ${spanWords(delayMinutes)}`, perform: () => Promise.resolve() });
