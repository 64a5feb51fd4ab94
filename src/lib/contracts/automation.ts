import { z } from 'zod';
import { id } from './common.ts';

/** When an automation of a stage begins. */
export const automationTriggers = ['entry', 'time_based', 'task_completion', 'manual'] as const;
export type AutomationTrigger = (typeof automationTriggers)[number];

export const automationActions = ['create_task', 'send_email', 'assign_user', 'move_stage'] as const;
export type AutomationActionKind = (typeof automationActions)[number];

/** Conditions and exit criteria are no longer than this. */
export const mostOfCondition = 1000;

const plainValue = z.union([z.string().max(5000), z.number(), z.boolean(), z.null()]);
const template = z
  .union([z.string().max(10_000), z.record(z.string().max(60), plainValue)])
  .describe('The name of a template, or the template itself.');

/** What an action is done with: the fields each kind of action knows, and whatever else is given, kept as it is. */
export const actionConfig = z
  .object({
    delayMinutes: z
      .int()
      .min(0)
      .max(366 * 24 * 60)
      .optional()
      .describe('So long after the trigger.'),
    assignToRole: z.string().max(60).optional(),
    assignTo: id.optional().describe('The member it goes to, instead of a role.'),
    emailTemplate: template.optional(),
    taskTemplate: template.optional(),
    stageId: id.optional().describe('Where `move_stage` moves the deal; absent: to the next stage.'),
  })
  .catchall(plainValue)
  .refine((config) => Object.keys(config).length <= 30, 'must have at most 30 fields')
  .meta({ id: 'ActionConfig' });
export type ActionConfig = z.infer<typeof actionConfig>;

export const automationAction = z
  .object({
    id,
    action: z.enum(automationActions),
    aiPrompt: z.string().nullable().describe('What a model is asked for when the action is done.'),
    config: actionConfig,
  })
  .meta({ id: 'AutomationAction' });
export type AutomationAction = z.infer<typeof automationAction>;

export const automation = z
  .object({
    id,
    trigger: z.enum(automationTriggers),
    condition: z.string().nullable().describe('CEL over customer, deal, task, stage, entry, now; null: always.'),
    actions: z.array(automationAction),
  })
  .meta({ id: 'Automation' });
export type Automation = z.infer<typeof automation>;

const writableAction = {
  action: z.enum(automationActions),
  aiPrompt: z.string().trim().max(4000, 'must have at most 4,000 characters').nullable().optional(),
  config: actionConfig.optional(),
};

/** An automation as it is written. One action may stand on the automation itself, instead of a list with one. */
export const automationRequest = z
  .strictObject({
    id: id.optional().describe('Of one that is there already.'),
    trigger: z.enum(automationTriggers),
    condition: z
      .string()
      .trim()
      .max(mostOfCondition, 'must have at most 1,000 characters')
      .nullable()
      .optional()
      .describe('CEL; null or absent: always.'),
    actions: z
      .array(z.strictObject({ id: id.optional(), ...writableAction }))
      .min(1, 'must have at least one action')
      .max(20, 'must have at most 20 actions')
      .optional(),
    action: writableAction.action.optional().describe('Shorthand for `actions` with this one.'),
    aiPrompt: writableAction.aiPrompt,
    config: writableAction.config,
  })
  .refine(({ actions, action }) => (actions === undefined) !== (action === undefined), {
    error: 'give either actions or one action',
    path: ['actions'],
  })
  .meta({ id: 'AutomationRequest' });
export type AutomationRequest = z.infer<typeof automationRequest>;
