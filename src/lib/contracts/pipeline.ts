import { z } from 'zod';
import { automation, automationRequest, mostOfCondition } from './automation.ts';
import { bulkRequest, deletion, restoration } from './bulk.ts';
import { id, instant, listOf, pageQuery, queryBoolean, version } from './common.ts';

export const pipelineTypes = ['sales', 'marketing', 'support', 'onboarding'] as const;
export type PipelineType = (typeof pipelineTypes)[number];

/** The colours a station can have; none: that of the pipeline's type. */
export const stageColours = ['grey', 'red', 'amber', 'green', 'blue', 'violet'] as const;
export type StageColour = (typeof stageColours)[number];

export const mostStages = 30;

export const pipelineStage = z
  .object({
    id,
    name: z.string(),
    order: z.int().describe('Stages go up by it.'),
    colour: z.enum(stageColours).nullable().describe('Null: the colour of the pipeline’s type.'),
    description: z.string().nullable(),
    probability: z.number().describe('Per cent, 0–100: how likely a deal in this stage is won.'),
    autoAdvance: z.boolean().describe('A deal that meets all exit criteria, if there are any, moves on by itself.'),
    automations: z.array(automation),
    exitCriteria: z.array(z.string()).describe('CEL: what holds of a deal that goes on from here.'),
  })
  .meta({ id: 'PipelineStage' });
export type PipelineStage = z.infer<typeof pipelineStage>;

export const pipelineAnalytics = z
  .object({
    totalCustomers: z.int().describe('Customers with an open deal in it.'),
    conversionRates: z
      .array(
        z.object({
          fromStage: id,
          toStage: id,
          rate: z.number().describe('0–1: of the stays in `fromStage` that ended, those that went on to `toStage`.'),
          avgTimeInStage: z.number().describe('Minutes: how long stays in `fromStage` that ended took, on average.'),
        }),
      )
      .describe('From each stage to the next one, where any stay has ended.'),
  })
  .meta({ id: 'PipelineAnalyticsSummary' });
export type PipelineAnalyticsSummary = z.infer<typeof pipelineAnalytics>;

export const pipeline = z
  .object({
    id,
    name: z.string(),
    type: z.enum(pipelineTypes),
    description: z.string().nullable(),
    isActive: z.boolean().describe('False: archived. It can be read and its deals go on, but it takes no new ones.'),
    order: z.int().describe('Lists show pipelines in this order.'),
    createdBy: id.nullable().describe('Null for those the product came with.'),
    stages: z.array(pipelineStage),
    analytics: pipelineAnalytics,
    deletedAt: instant.nullable(),
    version,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Pipeline' });
export type Pipeline = z.infer<typeof pipeline>;

/** A pipeline as boards and pickers need it. */
export const pipelineLine = pipeline.omit({ analytics: true }).meta({ id: 'PipelineLine' });
export type PipelineLine = z.infer<typeof pipelineLine>;

/** What will probably not go as meant, although it can be saved. */
export const pipelineWarning = z
  .object({
    path: z.string().optional().describe('What it is about: `stages.0.automations.1.actions.0`.'),
    message: z.string(),
  })
  .meta({ id: 'PipelineWarning' });
export type PipelineWarning = z.infer<typeof pipelineWarning>;

const condition = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(mostOfCondition, 'must have at most 1,000 characters');

export const stageRequest = z
  .strictObject({
    id: id.optional().describe('Of a stage that is there already: it stays the same stage, whatever else changes.'),
    name: z.string().trim().min(1, 'must not be empty').max(60, 'must have at most 60 characters'),
    order: z
      .int()
      .min(0)
      .max(9999)
      .optional()
      .describe('Where it stands; absent, or given twice: its place in the list counts.'),
    colour: z.enum(stageColours).nullable().optional(),
    description: z.string().trim().max(500, 'must have at most 500 characters').nullable().optional(),
    probability: z.number().min(0, 'must be at least 0').max(100, 'must be at most 100').optional(),
    autoAdvance: z.boolean().optional(),
    automations: z.array(automationRequest).max(30, 'must have at most 30 automations').optional(),
    exitCriteria: z.array(condition).max(20, 'must have at most 20 criteria').optional(),
  })
  .meta({ id: 'StageRequest' });
export type StageRequest = z.infer<typeof stageRequest>;

const writable = {
  name: z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters'),
  type: z.enum(pipelineTypes),
  description: z.string().trim().max(1000, 'must have at most 1,000 characters').nullable(),
  isActive: z.boolean(),
  order: z.int().min(0).max(9999),
  stages: z
    .array(stageRequest)
    .min(1, 'must have at least one stage')
    .max(mostStages, `must have at most ${mostStages} stages`),
};

export const createPipelineRequest = z
  .strictObject({
    ...writable,
    description: writable.description.default(null),
    isActive: writable.isActive.default(true),
    order: writable.order.optional().describe('Absent: after all others.'),
  })
  .meta({ id: 'CreatePipelineRequest' });
export type CreatePipelineRequest = z.infer<typeof createPipelineRequest>;

export const updatePipelineRequest = z
  .strictObject(writable)
  .partial()
  .extend({
    moveTo: z
      .record(id, id)
      .optional()
      .describe('Where the deals of stages go that are no longer among `stages`: by the stage’s id, another one’s.'),
  })
  .meta({ id: 'UpdatePipelineRequest' });
export type UpdatePipelineRequest = z.infer<typeof updatePipelineRequest>;

export const deletePipelineQuery = z.object({
  moveTo: id.optional().describe('The stage of another pipeline that the deals of this one go to.'),
});

export const bulkPipelinesChange = z
  .union([
    z.strictObject({ isActive: writable.isActive, order: writable.order, type: writable.type }).partial(),
    deletion,
    restoration,
  ])
  .meta({ id: 'BulkPipelinesChange' });
export type BulkPipelinesChange = z.infer<typeof bulkPipelinesChange>;

export const bulkPipelinesRequest = bulkRequest(bulkPipelinesChange).meta({ id: 'BulkPipelinesRequest' });
export type BulkPipelinesRequest = z.infer<typeof bulkPipelinesRequest>;

export const listPipelinesQuery = pageQuery(['order', 'name', 'createdAt', 'updatedAt'], 'order').extend({
  type: listOf(pipelineTypes).optional(),
  isActive: queryBoolean.optional().describe('false lists the archived ones.'),
  deleted: queryBoolean.optional().describe('true lists the bin.'),
});
export type ListPipelinesQuery = z.infer<typeof listPipelinesQuery>;
