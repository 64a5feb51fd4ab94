import { z } from 'zod';
import { bulkRefusal } from './bulk.ts';
import { id, instant, listOf, pageQuery } from './common.ts';

export const jobStatuses = ['queued', 'running', 'complete', 'failed', 'cancelled'] as const;

/** The kinds of long work there are. */
export const jobKinds = [
  'bulk_customers',
  'bulk_tasks',
  'bulk_deals',
  'move_deals',
  'revert_batch',
  'import_customers',
  'date_plans',
  'export_data',
  'back_up',
  'fill_samples',
  'remove_samples',
] as const;
export type JobKind = (typeof jobKinds)[number];

/** What became of many records. */
export const batchOutcome = z
  .object({
    changed: z.int(),
    unchanged: z.int().describe('They were so already.'),
    refused: z.int(),
    refusals: z.array(bulkRefusal).describe('The first 200 of those refused.'),
  })
  .meta({ id: 'BatchOutcome' });
export type BatchOutcome = z.infer<typeof batchOutcome>;

export const jobResult = batchOutcome;
export type JobResult = z.infer<typeof jobResult>;

/** Long work on many records, done in the background. */
export const job = z
  .object({
    id: id.describe('Also names the batch of changes it makes: POST /api/batches/{id}/revert puts them back.'),
    kind: z.enum(jobKinds),
    status: z.enum(jobStatuses),
    progress: z.object({
      done: z.int().min(0),
      total: z.int().min(0).nullable().describe('Null while it is not known.'),
    }),
    result: jobResult.nullable().describe('What came of it, so far or in the end.'),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof job>;

export const listJobsQuery = pageQuery(['createdAt'], '-createdAt')
  .omit({ q: true })
  .extend({ status: listOf(jobStatuses).optional() });
export type ListJobsQuery = z.infer<typeof listJobsQuery>;

export const jobAnswer = z.object({ job });
