import { z } from 'zod';
import { id, instant, listOf, memberRef, pageQuery } from './common.ts';

export const usageOutcomes = ['ok', 'invalid', 'timeout', 'rate_limited', 'error', 'cancelled'] as const;
export const usageOutcome = z.enum(usageOutcomes).meta({ id: 'UsageOutcome' });
export type UsageOutcome = z.infer<typeof usageOutcome>;

export const usagePurposes = ['plan', 'insights', 'mail'] as const;
export const usagePurpose = z.enum(usagePurposes).meta({ id: 'UsagePurpose' });
export type UsagePurpose = z.infer<typeof usagePurpose>;

/** One request to a model. */
export const usage = z
  .object({
    id,
    generationId: id.nullable(),
    taskId: id.nullable(),
    userId: id.nullable(),
    purpose: usagePurpose.describe('What it was for: the plan of a task, insights about a customer, a mail.'),
    user: memberRef.nullable().describe('Who asked; null for the system and for accounts that are gone.'),
    model: z.string(),
    promptTokens: z.int(),
    completionTokens: z.int(),
    cost: z.number().nullable().describe('US dollars; null when neither the provider nor the price list says.'),
    estimated: z.boolean().describe('Tokens or cost are computed, not reported by the provider.'),
    latencyMs: z.int(),
    outcome: usageOutcome,
    createdAt: instant,
  })
  .meta({ id: 'Usage' });
export type Usage = z.infer<typeof usage>;

const filters = {
  from: instant.optional().describe('From this instant on.'),
  to: instant.optional().describe('Before this instant.'),
  userId: z
    .union([z.literal('me'), id])
    .optional()
    .describe('Other members’ usage is for admins; a member’s own is the default for everyone else.'),
};

export const listUsageQuery = pageQuery(['createdAt', 'cost', 'latencyMs'], '-createdAt')
  .omit({ q: true })
  .extend({ ...filters, model: z.string().max(200).optional(), outcome: listOf(usageOutcomes).optional() });
export type ListUsageQuery = z.infer<typeof listUsageQuery>;

export const usageSummaryQuery = z.object({
  from: filters.from.describe('From this instant on; default: 30 days before `to`.'),
  to: filters.to.describe('Before this instant; default: now. At most 400 days after `from`.'),
  userId: filters.userId,
});
export type UsageSummaryQuery = z.infer<typeof usageSummaryQuery>;

const figures = {
  requests: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  cost: z.number().describe('US dollars, of those requests whose cost is known.'),
  unpriced: z.int().describe('Requests whose cost is not known.'),
};
export const usageFigures = z.object(figures).meta({ id: 'UsageFigures' });
export type UsageFigures = z.infer<typeof usageFigures>;

const budgetState = z
  .object({
    limit: z.number().nullable().describe('US dollars; null: no limit.'),
    used: z.number().describe('US dollars spent, and held for requests under way.'),
    remaining: z.number().nullable().describe('Null: no limit.'),
    resetsAt: instant,
  })
  .meta({ id: 'AiBudgetState' });
export type BudgetState = z.infer<typeof budgetState>;
const budgetStates = z.object({ daily: budgetState, monthly: budgetState });

export const usageSummary = z
  .object({
    from: instant,
    to: instant,
    totals: usageFigures,
    byDay: z.array(z.object({ day: z.iso.date().describe('UTC; days without requests too.'), ...figures })),
    byMember: z.array(z.object({ user: memberRef.nullable(), userId: id.nullable(), ...figures })),
    byModel: z.array(z.object({ model: z.string(), ...figures })),
    byOutcome: z.array(z.object({ outcome: usageOutcome, ...figures })),
    budgets: z.object({
      company: budgetStates.nullable().describe('For admins; else null.'),
      member: budgetStates.describe('Of the member asked about, else of the caller.'),
    }),
  })
  .meta({ id: 'UsageSummary' });
export type UsageSummary = z.infer<typeof usageSummary>;
