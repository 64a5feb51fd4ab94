import { z } from 'zod';
import { readAmount } from '../../lib/client/money.ts';
import { commentIntents } from '../comments/comment-form.ts';
import { interactionIntents } from '../interactions/interaction-form.ts';
import { createDealRequest, updateDealRequest } from '../../lib/contracts/deal.ts';

const typed = z.record(z.string(), z.string());

/** A form as a browser posts it, in the contract's shape: blanks are nothing. Only what was sent is in it. */
function inShape(fields: Record<string, string>, context: z.RefinementCtx): object {
  const { value, expectedCloseDate, assignedTo, pipelineStage, ...rest } = fields;
  const amount = value?.trim() ? readAmount(value) : null;
  if (value?.trim() && amount === null) {
    context.addIssue({ code: 'custom', path: ['value'], message: 'must be an amount such as 12,500.50' });
    return z.NEVER;
  }
  return {
    ...rest,
    ...(value !== undefined && { value: amount }),
    ...(expectedCloseDate !== undefined && { expectedCloseDate: expectedCloseDate || null }),
    ...(assignedTo !== undefined && { assignedTo: assignedTo || null }),
    ...(pipelineStage !== undefined && { pipelineStage: pipelineStage || null }),
  };
}

/** The form of a new deal. */
export const newDealForm = typed.transform(inShape).pipe(createDealRequest);

/** The form of a deal's page: everything on it, or a part. */
export const dealForm = typed.transform(inShape).pipe(updateDealRequest);

/** What the deal's page was asked to do; the rest of the form depends on it. */
export const dealIntent = z.looseObject({
  intent: z.enum(['save', 'win', 'lose', 'reopen', 'delete', 'restore', ...commentIntents, ...interactionIntents]),
});
