import { z } from 'zod';
import { bulkRequest, deletion, restoration } from './bulk.ts';
import { currency, id, instant, listOf, memberRef, pageQuery, queryBoolean, version } from './common.ts';

export const dealStatuses = ['open', 'won', 'lost'] as const;
export const dealStatus = z.enum(dealStatuses).meta({ id: 'DealStatus' });
export type DealStatus = z.infer<typeof dealStatus>;

/** The most a deal may be worth, in any currency: sums of 900,000 such deals are still exact in minor units. */
const mostValue = 9_999_999_999.99;

export const deal = z
  .object({
    id,
    customerId: id,
    customer: z
      .object({ id, name: z.string() })
      .nullable()
      .describe('Who it is with, as lists show it; null when gone for good.'),
    title: z.string(),
    pipelineId: id.nullable(),
    pipelineStage: id.nullable(),
    stageSince: instant.nullable().describe('Since when it is in its stage; null outside of pipelines.'),
    value: z.number().nullable().describe('In `currency`, with its digits; null when nobody knows yet.'),
    currency,
    expectedCloseDate: instant.nullable().describe('The start of the day in UTC, when it was given as a day.'),
    status: dealStatus,
    lostReason: z.string().nullable().describe('Of lost deals only.'),
    closedAt: instant.nullable().describe('When it was won or lost; null while it is open.'),
    assignedTo: id.nullable(),
    assignee: memberRef.nullable(),
    deletedAt: instant.nullable(),
    version,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Deal' });
export type Deal = z.infer<typeof deal>;

/** A day stands for its start in UTC. */
const dayOrInstant = z
  .union([z.iso.date(), instant], 'must be a day such as 2026-12-15 or an instant')
  .meta({ id: 'DayOrInstant', examples: ['2026-12-15'] });

const writable = {
  title: z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters'),
  pipelineId: id.nullable().describe('Alone: into its first stage; null takes it out of its pipeline.'),
  pipelineStage: id.nullable().describe('Alone: also into the pipeline that has this stage.'),
  value: z
    .number()
    .min(0, 'must not be negative')
    .max(mostValue, 'must be at most 9,999,999,999.99')
    .nullable()
    .describe('With no more digits after the point than the currency has.'),
  currency,
  expectedCloseDate: dayOrInstant.nullable(),
  status: dealStatus,
  lostReason: z.string().trim().max(500, 'must have at most 500 characters').nullable(),
  assignedTo: id.nullable(),
};

export const createDealRequest = z
  .strictObject({
    ...writable,
    customerId: id,
    pipelineId: writable.pipelineId.optional(),
    pipelineStage: writable.pipelineStage.optional(),
    value: writable.value.default(null),
    currency: currency.optional().describe('Absent: the company’s.'),
    expectedCloseDate: writable.expectedCloseDate.default(null),
    status: dealStatus.default('open'),
    lostReason: writable.lostReason.default(null).describe('Needed when lost, refused otherwise.'),
    assignedTo: id.nullable().optional().describe('Absent: the caller.'),
  })
  .meta({ id: 'CreateDealRequest' });
export type CreateDealRequest = z.infer<typeof createDealRequest>;

export const updateDealRequest = z.strictObject(writable).partial().meta({ id: 'UpdateDealRequest' });
export type UpdateDealRequest = z.infer<typeof updateDealRequest>;

export const bulkDealsChange = z.union([updateDealRequest, deletion, restoration]).meta({ id: 'BulkDealsChange' });
export type BulkDealsChange = z.infer<typeof bulkDealsChange>;

export const bulkDealsRequest = bulkRequest(bulkDealsChange).meta({ id: 'BulkDealsRequest' });
export type BulkDealsRequest = z.infer<typeof bulkDealsRequest>;

const amount = z.coerce.number().min(0).max(mostValue);

const filters = {
  status: listOf(dealStatuses).optional(),
  customerId: id.optional(),
  pipelineId: z
    .union([z.literal('none'), id])
    .optional()
    .describe('`none`: those in no pipeline.'),
  pipelineStage: id.optional(),
  assignedTo: z.union([z.enum(['me', 'nobody']), id]).optional(),
  currency: currency.optional(),
  valueMin: amount.optional().describe('Worth at least this, whatever the currency.'),
  valueMax: amount.optional().describe('Worth at most this, whatever the currency.'),
  closeFrom: z.iso.date().optional().describe('Expected to close on this day (UTC) or later.'),
  closeTo: z.iso.date().optional().describe('Expected to close on this day (UTC) or earlier.'),
  closedFrom: z.iso.date().optional().describe('Won or lost on this day (UTC) or later.'),
  closedTo: z.iso.date().optional().describe('Won or lost on this day (UTC) or earlier.'),
  stageFrom: z.iso.date().optional().describe('In its stage since this day (UTC) or later.'),
  stageTo: z.iso.date().optional().describe('In its stage since this day (UTC) or earlier.'),
  deleted: queryBoolean.optional().describe('true lists the bin.'),
};

export const listDealsQuery = pageQuery(
  ['createdAt', 'updatedAt', 'value', 'expectedCloseDate', 'stageSince'],
  '-createdAt',
).extend(filters);
export type ListDealsQuery = z.infer<typeof listDealsQuery>;

export const dealTotalsQuery = listDealsQuery.omit({ limit: true, cursor: true, sort: true });
export type DealTotalsQuery = z.infer<typeof dealTotalsQuery>;

/** What the deals that match are worth, currency by currency: sums of different currencies mean nothing. */
export const dealTotals = z
  .array(
    z.object({
      currency,
      count: z.int().describe('Deals in this currency.'),
      withoutValue: z.int().describe('Those of them that have no value yet.'),
      value: z.number().describe('The sum of the others.'),
    }),
  )
  .meta({ id: 'DealTotals' });
export type DealTotals = z.infer<typeof dealTotals>;
