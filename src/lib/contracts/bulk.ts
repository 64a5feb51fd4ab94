import { z } from 'zod';
import { id } from './common.ts';

export const deletion = z.strictObject({ delete: z.literal(true) });
export const restoration = z.strictObject({ restore: z.literal(true) });

/** A change of many records: of those named, or of all that match a list's filter. */
export const bulkRequest = <Change extends z.ZodType>(change: Change) =>
  z
    .strictObject({
      ids: z.array(id).min(1).max(10_000).optional(),
      filter: z.record(z.string(), z.string()).optional().describe('As in the list’s query; instead of ids.'),
      change,
      runAutomations: z
        .boolean()
        .optional()
        .describe(
          'Absent: false. Whether automations take notice: of deals that come into a stage, of tasks that are completed.',
        ),
    })
    .refine((body) => (body.ids === undefined) !== (body.filter === undefined), {
      error: 'give either ids or filter',
      path: ['ids'],
    });

export const bulkRefusal = z
  .object({
    id,
    status: z.int().describe('The HTTP status this change alone would have had.'),
    error: z.object({ code: z.string(), detail: z.string() }),
  })
  .meta({ id: 'BulkRefusal' });
export type BulkRefusal = z.infer<typeof bulkRefusal>;

/** What a bulk call answers for each record. */
export const bulkResult = z
  .object({
    results: z.array(bulkRefusal.partial({ error: true })),
    batchId: id.describe('POST /api/batches/{id}/revert puts all of it back.'),
  })
  .meta({ id: 'BulkResult' });
export type BulkResult = z.infer<typeof bulkResult>;
