import { z } from 'zod';
import { instant, version } from './common.ts';

const dollars = z.number().min(0).max(1_000_000);
const modelId = z.string().trim().min(1, 'must not be empty').max(200);

const price = {
  model: modelId,
  input: dollars.describe('US dollars per million tokens of input.'),
  output: dollars.describe('US dollars per million tokens of output.'),
};
export const modelPrice = z.object(price).meta({ id: 'ModelPrice' });
export type ModelPrice = z.infer<typeof modelPrice>;

const budget = z
  .object({
    daily: dollars.nullable().describe('US dollars per day (UTC); null: no limit.'),
    monthly: dollars.nullable().describe('US dollars per calendar month (UTC); null: no limit.'),
  })
  .meta({ id: 'AiBudget' });

const models = z.object({ fast: z.string(), quality: z.string() });
const limits = z.object({
  requestsPerMinute: z.int().describe('To each model, all processes together.'),
  concurrency: z.int().describe('Requests under way at the same time, all processes together.'),
});
const context = z.object({
  customer: z
    .boolean()
    .describe('The customer’s name, industry and status; without them no model is asked for insights and mails.'),
  notes: z.boolean().describe('The customer’s newest notes.'),
  similarTasks: z.boolean().describe('Titles and durations of similar finished tasks.'),
});

/** What models are asked with, as it holds now: the environment’s values where nobody chose others. */
export const aiSettings = z
  .object({
    models,
    limits,
    budgets: z.object({ company: budget, member: budget.describe('Of each member.') }),
    prices: z
      .array(modelPrice)
      .describe('What a request costs where the provider does not say; a model that is missing counts as the dearest.'),
    context: context.describe('What may be sent to a model besides the task itself.'),
    defaults: z.object({ models, limits, prices: z.array(modelPrice) }).describe('What holds when nobody chose.'),
    keyConfigured: z.boolean().describe('Without a key the local planner makes every plan.'),
    version,
    updatedAt: instant.nullable().describe('Null when nobody changed anything yet.'),
  })
  .meta({ id: 'AiSettings' });
export type AiSettings = z.infer<typeof aiSettings>;

const writableBudget = z.strictObject({ daily: dollars.nullable(), monthly: dollars.nullable() }).partial();

/** A merge patch; null brings the default back. */
export const updateAiSettingsRequest = z
  .strictObject({
    models: z.strictObject({ fast: modelId.nullable(), quality: modelId.nullable() }).partial(),
    limits: z
      .strictObject({
        requestsPerMinute: z.int().min(1).max(100_000).nullable(),
        concurrency: z.int().min(1).max(1000).nullable(),
      })
      .partial(),
    budgets: z.strictObject({ company: writableBudget, member: writableBudget }).partial(),
    prices: z
      .array(z.strictObject(price))
      .max(100)
      .refine((list) => new Set(list.map(({ model }) => model)).size === list.length, 'name each model once')
      .nullable(),
    context: z.strictObject({ customer: z.boolean(), notes: z.boolean(), similarTasks: z.boolean() }).partial(),
  })
  .partial()
  .meta({ id: 'UpdateAiSettingsRequest' });
export type UpdateAiSettingsRequest = z.infer<typeof updateAiSettingsRequest>;
