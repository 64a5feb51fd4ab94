import { z } from 'zod';
import { id } from './common.ts';
import { customer } from './customer.ts';
import { mostTogether } from './duplicates.ts';

export const mergeCustomersRequest = z
  .strictObject({
    ids: z.array(id).min(1).max(mostTogether).describe('The records to merge; `into` may be among them.'),
    into: id.describe('The record that stays.'),
    fields: z
      .record(z.string().max(80), id)
      .optional()
      .describe(
        'Whose value wins, by dotted path: of contactInfo and address, status, source, assignedTo, customFields.<name>. ' +
          'Else the kept record’s, or the first there is.',
      ),
  })
  .refine(({ ids, into }) => ids.some((each) => each !== into), { error: 'names nothing to merge', path: ['ids'] })
  .meta({ id: 'MergeCustomersRequest' });
export type MergeCustomersRequest = z.infer<typeof mergeCustomersRequest>;

export const mergeAnswer = z.object({
  customer,
  mergeId: id.describe('POST /api/customers/merge/{id}/undo undoes it.'),
  moved: z.object({ notes: z.int(), tasks: z.int(), deals: z.int() }),
});
export type MergeAnswer = z.infer<typeof mergeAnswer>;

/** What an undone merge leaves as it is. */
export const staying = z
  .object({
    what: z.enum(['field', 'task', 'deal', 'customer']),
    name: z.string().describe('The path of a field, the title of a task or deal.'),
    reason: z.string(),
  })
  .meta({ id: 'StayingAfterUndo' });
export type Staying = z.infer<typeof staying>;

export const undoMergeAnswer = z.object({
  customer: customer.describe('The one that had been kept.'),
  restored: z.array(id),
  stays: z.array(staying).describe('What someone changed since, and so stays.'),
});
export type UndoMergeAnswer = z.infer<typeof undoMergeAnswer>;
