import { z } from 'zod';
import { id, instant } from './common.ts';
import { modelChoice } from './generation.ts';
import { interaction } from './interaction.ts';

/** `local` asks no model: everything is worked out here. */
const maker = z.enum([...modelChoice.options, 'local']).meta({ id: 'InsightsModel' });

/** Who found the words, why, and what that cost. */
const making = {
  generatedBy: z.string().describe('The model that found the words, or `local-rules`.'),
  routing: z.string().describe('Why this model, or why none.'),
  fallback: z.string().nullable().describe('Why our own words stand here although a model was asked; else null.'),
  cost: z.number().nullable().describe('US dollars of all requests it took; null when nothing is known of it.'),
  generatedAt: instant,
};

export const riskLevels = ['low', 'medium', 'high'] as const;
export type RiskLevel = (typeof riskLevels)[number];

export const risk = z
  .object({
    score: z.number().min(0).max(1).describe('Computed: the sum of the shares, at most 1.'),
    level: z.enum(riskLevels).describe('medium from 0.35 on, high from 0.65 on.'),
    reasons: z.array(
      z.object({
        text: z.string(),
        share: z.number().min(0).max(1).describe('What it adds; 0: it speaks against a risk.'),
      }),
    ),
  })
  .meta({ id: 'ColdRisk' });
export type Risk = z.infer<typeof risk>;

export const mailPurposes = ['introduction', 'check_in', 'follow_up', 'meeting', 'thanks'] as const;
export const mailPurpose = z.enum(mailPurposes).meta({ id: 'MailPurpose' });
export type MailPurpose = z.infer<typeof mailPurpose>;

/** What can be done about an action at once. Computed, never written by a model. */
export const act = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('create_task'),
      title: z.string(),
      description: z.string(),
      dueDate: instant.nullable(),
      dealId: id.nullable(),
    }),
    z.object({ kind: z.literal('draft_mail'), purpose: mailPurpose, dealId: id.nullable() }),
    z.object({ kind: z.literal('log_contact') }),
    z.object({ kind: z.literal('open_task'), taskId: id }),
    z.object({ kind: z.literal('move_stage'), dealId: id, stageId: id, stageName: z.string() }),
  ])
  .meta({ id: 'InsightAct' });
export type Act = z.infer<typeof act>;

export const insightAction = z
  .object({
    id: z.enum([
      ...(['overdue_task', 'move_stage', 'first_contact', 'get_in_touch', 'close_date'] as const),
      ...(['stuck_deal', 'exit_criterion', 'plan_next', 'keep_plan', 'stay_in_touch'] as const),
    ]),
    title: z.string(),
    reasons: z.array(z.string()),
    act,
  })
  .meta({ id: 'InsightAction' });
export type InsightAction = z.infer<typeof insightAction>;

const place = z.object({ id, name: z.string() });
export const suggestedStage = z
  .object({
    dealId: id,
    dealTitle: z.string(),
    pipelineId: id,
    from: place,
    to: place.nullable().describe('The next stage; null: the deal stays where it is.'),
    reasons: z.array(z.string()),
    unmet: z.array(z.object({ criterion: z.string(), why: z.string() })).describe('Exit criteria that are not met.'),
  })
  .meta({ id: 'SuggestedStage' });
export type SuggestedStage = z.infer<typeof suggestedStage>;

export const insights = z
  .object({
    customerId: id,
    risk,
    nextAction: insightAction.describe('A model may choose it among the computed ones and word it.'),
    alternatives: z.array(insightAction).describe('The most urgent first.'),
    suggestedStage: suggestedStage.nullable().describe('Of the open deal that can go on, else of the one moved last.'),
    ...making,
  })
  .meta({ id: 'Insights' });
export type Insights = z.infer<typeof insights>;

export const insightsRequest = z.strictObject({ model: maker.default('auto') }).meta({ id: 'InsightsRequest' });
export type InsightsRequest = z.infer<typeof insightsRequest>;

export const mailDraft = z
  .object({
    to: z.string().nullable().describe('The customer’s address; null when none is known.'),
    subject: z.string(),
    body: z.string().describe('Plain text.'),
    warnings: z.array(z.string()).describe('What to check before it is sent, and what was taken out.'),
    ...making,
  })
  .meta({ id: 'MailDraft' });
export type MailDraft = z.infer<typeof mailDraft>;

export const draftMailRequest = z
  .strictObject({
    purpose: mailPurpose.default('check_in'),
    instructions: z.string().trim().max(1000, 'must have at most 1,000 characters').default(''),
    dealId: id.nullable().default(null).describe('The deal it is about, of this customer.'),
    model: maker.default('auto'),
  })
  .meta({ id: 'DraftMailRequest' });
export type DraftMailRequest = z.infer<typeof draftMailRequest>;

export const sendMailRequest = z
  .strictObject({
    subject: z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters'),
    body: z.string().trim().min(1, 'must not be empty').max(10_000, 'must have at most 10,000 characters'),
    dealId: id.nullable().default(null).describe('The deal it is about, of this customer.'),
  })
  .meta({ id: 'SendMailRequest' });
export type SendMailRequest = z.infer<typeof sendMailRequest>;

export const sentMail = z
  .object({
    interaction: interaction.describe('What the customer’s history keeps of it.'),
    delivers: z.boolean().describe('False: no mail server is set up, so the mail stays in the outbox.'),
  })
  .meta({ id: 'SentMail' });
export type SentMail = z.infer<typeof sentMail>;

/** What a model is asked for, to word insights. */
export const modelInsights = z.object({
  action: z.number().describe('0-based index of the action that matters most'),
  title: z.string().describe('The action in at most 12 words, beginning with a verb'),
  reasons: z.array(
    z.object({
      text: z.string().describe('One short sentence'),
      fact: z.number().describe('0-based index of its fact'),
    }),
  ),
});
export type ModelInsights = z.infer<typeof modelInsights>;

/** What a model is asked for, to draft a mail. */
export const modelMail = z.object({ subject: z.string(), body: z.string().describe('Plain text') });
export type ModelMail = z.infer<typeof modelMail>;
