import { z } from 'zod';
import { ratePlanRequest, type RatePlanRequest } from '../../../lib/contracts/plan-rating.ts';

const { reason } = ratePlanRequest.shape;

/** What a task's page may be sent about its plan without JavaScript. */
export const ratingForms = [
  z.object({ intent: z.literal('rate-plan'), useful: z.enum(['yes', 'no']), reason }),
  z.object({ intent: z.literal('unrate-plan') }),
] as const;

export const ratingRequest = (form: { useful: 'yes' | 'no'; reason: string }): RatePlanRequest => ({
  useful: form.useful === 'yes',
  reason: form.reason,
});
