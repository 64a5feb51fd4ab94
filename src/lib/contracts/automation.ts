import { z } from 'zod';
import { id } from './common.ts';
import { roles } from './user.ts';

/**
 * When an automation of a stage begins: as a deal comes in, when it has been there for a time, when one of its tasks is
 * completed, or when a person says so.
 */
export const automationTriggers = ['entry', 'time_based', 'task_completion', 'manual'] as const;
export type AutomationTrigger = (typeof automationTriggers)[number];

export const automationActions = [
  'create_task',
  'send_email',
  'assign_user',
  'move_stage',
  'add_tag',
  'webhook',
  'wait',
] as const;
export type AutomationActionKind = (typeof automationActions)[number];

/** How one of several members is chosen: who has the least open, or each in turn. */
export const assignmentWays = ['least_loaded', 'round_robin'] as const;
export type AssignmentWay = (typeof assignmentWays)[number];

export const mailRecipients = ['customer', 'assignee'] as const;
export const assignmentTargets = ['deal', 'customer'] as const;

const yearMinutes = 366 * 24 * 60;

/** Conditions and exit criteria are no longer than this. */
export const mostOfCondition = 1000;

const plainValue = z.union([z.string().max(5000), z.number(), z.boolean(), z.null()]);

const mailTemplate = z
  .union([z.string().trim().max(10_000), z.record(z.string().max(60), plainValue)])
  .describe('The name or id of a mail template, or the mail itself: {subject, body}, Liquid and Markdown.');
const taskTemplate = z
  .union([z.string().trim().max(10_000), z.record(z.string().max(60), plainValue)])
  .describe('The title, or {title, description, priority, dueInDays}. Titles and descriptions may be Liquid.');

/** What an action is done with: the fields each kind of action knows, and whatever else is given, kept as it is. */
export const actionConfig = z
  .object({
    delayMinutes: z
      .int()
      .min(0, 'must be at least 0')
      .max(yearMinutes, 'must be at most a year')
      .optional()
      .describe('Not before so long after the trigger; of `wait`, how long.'),
    assignToRole: z
      .string()
      .trim()
      .max(60)
      .optional()
      .describe(`A member of this role: ${roles.join(', ')}.`),
    assignTo: id.optional().describe('The member it goes to, instead of a role; neither: who has the deal.'),
    assignBy: z.enum(assignmentWays).optional().describe('How one of the role is chosen; absent: least_loaded.'),
    target: z.enum(assignmentTargets).optional().describe('What `assign_user` assigns; absent: the deal.'),
    emailTemplate: mailTemplate.optional(),
    recipient: z.enum(mailRecipients).optional().describe('Who gets the mail; absent: the customer.'),
    taskTemplate: taskTemplate.optional(),
    stageId: id.optional().describe('Where `move_stage` moves the deal; absent: to the next stage.'),
    tag: z.string().trim().min(1, 'must not be empty').max(40).optional().describe('What `add_tag` adds.'),
    url: z.url('must be a web address').max(2000).optional().describe('Where `webhook` posts to, signed.'),
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

const inactiveDays = z.int().min(1, 'must be at least 1').max(365, 'must be at most 365').nullable();

export const automation = z
  .object({
    id,
    name: z.string().nullable(),
    isActive: z.boolean().describe('False: it is kept and begins nothing.'),
    trigger: z.enum(automationTriggers),
    inactiveDays: inactiveDays.describe(
      'Of `time_based`: once nothing was done about the deal for so many days, instead of a time in the stage.',
    ),
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

/** What cannot be done without being told; all else has a meaning of its own when it is absent. */
const needed = { add_tag: 'tag', webhook: 'url', wait: 'delayMinutes' } as const;
const neededFor = { tag: 'add a tag', url: 'call a webhook', delayMinutes: 'wait' } as const;

/** An automation as it is written. One action may stand on the automation itself, instead of a list with one. */
export const automationRequest = z
  .strictObject({
    id: id.optional().describe('Of one that is there already.'),
    name: z.string().trim().max(80, 'must have at most 80 characters').nullable().optional(),
    isActive: z.boolean().optional().describe('Absent: true.'),
    trigger: z.enum(automationTriggers),
    inactiveDays: inactiveDays.optional(),
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
  .superRefine(({ actions = [], action, config }, check) => {
    const told = action ? [{ action, config, path: ['config'] }] : [];
    const listed = actions.map((one, at) => ({ ...one, path: ['actions', at, 'config'] }));
    for (const { action: kind, config: given, path } of [...told, ...listed]) {
      const name = kind in needed ? needed[kind as keyof typeof needed] : null;
      if (name !== null && !given?.[name]) {
        check.addIssue({ code: 'custom', message: `is needed to ${neededFor[name]}`, path: [...path, name] });
      }
    }
  })
  .meta({ id: 'AutomationRequest' });
export type AutomationRequest = z.infer<typeof automationRequest>;
