import { z } from 'zod';
import { currency, id, instant, memberRef, version } from './common.ts';
import { dealStatus, listDealsQuery } from './deal.ts';
import { pipelineLine } from './pipeline.ts';

/** Which deals a pipeline's board shows, and how many cards of each stage at first. */
export const boardQuery = listDealsQuery.omit({ limit: true, sort: true, deleted: true, pipelineId: true }).extend({
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('Cards of a stage.'),
  pipelineStage: id.optional().describe('Of this stage only: with `cursor`, its further cards.'),
});
export type BoardQuery = z.infer<typeof boardQuery>;

export const boardCard = z
  .object({
    id,
    title: z.string(),
    customerId: id,
    customer: z.object({ id, name: z.string() }).nullable(),
    status: dealStatus,
    value: z.number().nullable(),
    currency,
    expectedCloseDate: instant.nullable(),
    assignee: memberRef.nullable(),
    stageSince: instant.nullable().describe('Since when it is in this stage.'),
    daysInStage: z.int().min(0).describe('Whole days since then.'),
    version,
  })
  .meta({ id: 'BoardCard' });
export type BoardCard = z.infer<typeof boardCard>;

export const boardStage = z
  .object({
    stageId: id,
    count: z.int().describe('Deals in it that match.'),
    totals: z
      .array(
        z.object({
          currency,
          count: z.int(),
          withoutValue: z.int().describe('Those of them that have no value yet.'),
          value: z.number().describe('The sum of the others.'),
          weighted: z.number().describe('Of it what the stage’s probability leaves.'),
        }),
      )
      .describe('What they are worth, by currency.'),
    cards: z.array(boardCard).describe('Those that came last first.'),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'BoardStage' });
export type BoardStage = z.infer<typeof boardStage>;

export const board = z
  .object({ pipeline: pipelineLine, stages: z.array(boardStage).describe('In the pipeline’s order.') })
  .meta({ id: 'Board' });
export type Board = z.infer<typeof board>;
