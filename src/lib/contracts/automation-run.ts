import { z } from 'zod';
import { automationActions, automationRequest, automationTriggers } from './automation.ts';
import { id, instant, listOf, pageQuery } from './common.ts';

/**
 * `waiting` until `dueAt`; `skipped`: the condition did not hold; `stopped`: it had to end before its last step, `error`
 * says why; `failed`: a step could not be done.
 */
export const runStatuses = ['waiting', 'running', 'complete', 'skipped', 'stopped', 'failed', 'cancelled'] as const;
export type RunStatus = (typeof runStatuses)[number];

export const conditionOutcome = z
  .object({
    text: z.string(),
    holds: z.boolean(),
    reason: z.string().nullable().describe('Why it could not be worked out.'),
    values: z
      .array(
        z.object({
          field: z.string(),
          value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable(),
        }),
      )
      .describe('Each field it names, with the value it had.'),
  })
  .meta({ id: 'ConditionOutcome' });
export type ConditionOutcome = z.infer<typeof conditionOutcome>;

export const runStep = z
  .object({
    actionId: id,
    action: z.enum(automationActions),
    status: z.enum(['done', 'failed']),
    said: z.string().describe('What was done, or was to be done, in words.'),
    link: z.string().nullable().describe('The page of what it made.'),
    error: z.string().nullable(),
    attempts: z.int().describe('How often it was tried.'),
    cost: z
      .number()
      .nullable()
      .describe(
        'US dollars that models took so far for plans of the task it made; null when none was asked, or none says.',
      ),
    startedAt: instant,
    finishedAt: instant,
  })
  .meta({ id: 'AutomationRunStep' });
export type RunStep = z.infer<typeof runStep>;

export const automationRun = z
  .object({
    id,
    pipelineId: id,
    stageId: id,
    automationId: id,
    name: z.string().describe('Of the automation, as it was called when the run began.'),
    trigger: z.enum(automationTriggers),
    dealId: id,
    dealTitle: z.string().nullable().describe('Null when the deal is gone.'),
    customerId: id,
    customerName: z.string().nullable(),
    entryId: id.nullable().describe('The stay in the stage it is about.'),
    taskId: id.nullable().describe('The task whose completion began it.'),
    startedBy: z.object({ id: id.nullable(), name: z.string() }).describe('Who or what set it off.'),
    depth: z.int().describe('How many automations led to each other before it.'),
    causedBy: id.nullable().describe('The run whose action set it off.'),
    status: z.enum(runStatuses),
    dueAt: instant.nullable().describe('When it goes on.'),
    condition: conditionOutcome.nullable(),
    steps: z.array(runStep),
    stepsInAll: z.int(),
    error: z.string().nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'AutomationRun' });
export type AutomationRun = z.infer<typeof automationRun>;

export const listRunsQuery = pageQuery(['createdAt'], '-createdAt').extend({
  automationId: id.optional(),
  dealId: id.optional(),
  customerId: id.optional(),
  status: listOf(runStatuses).optional(),
});
export type ListRunsQuery = z.infer<typeof listRunsQuery>;

export const startRunsRequest = z
  .strictObject({
    dealIds: z.array(id).min(1).max(1000).optional(),
    customerId: id.optional().describe('The customer’s deal that was moved last among those in the stage.'),
    all: z.literal(true).optional().describe('All deals that are in the stage.'),
  })
  .refine((body) => Object.keys(body).length === 1, {
    error: 'give dealIds, customerId or all',
    path: ['dealIds'],
  })
  .meta({ id: 'StartRunsRequest' });
export type StartRunsRequest = z.infer<typeof startRunsRequest>;

export const simulateRequest = z
  .strictObject({
    automationId: id.optional().describe('One that is saved.'),
    automation: automationRequest.optional().describe('One that is not, with the stage it is to belong to.'),
    stageId: id.optional(),
    days: z.int().min(1).max(90).default(30),
  })
  .refine((body) => (body.automationId === undefined) !== (body.automation === undefined), {
    error: 'give either automationId or automation',
    path: ['automationId'],
  })
  .refine((body) => (body.automation === undefined) === (body.stageId === undefined), {
    error: 'goes with automation',
    path: ['stageId'],
  })
  .meta({ id: 'SimulateRequest' });
export type SimulateRequest = z.infer<typeof simulateRequest>;

/** What a step would have done. */
export const plannedStep = z
  .object({
    action: z.enum(automationActions),
    said: z.string(),
    error: z.string().nullable().describe('Why it could not have been done.'),
    mail: z.object({ to: z.string().nullable(), subject: z.string(), text: z.string() }).nullable(),
    task: z.object({ title: z.string(), assignee: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'PlannedStep' });
export type PlannedStep = z.infer<typeof plannedStep>;

export const simulatedRun = z
  .object({
    dealId: id,
    dealTitle: z.string(),
    customerId: id,
    customerName: z.string(),
    at: instant.describe('When it would have begun.'),
    matches: z.boolean(),
    condition: conditionOutcome.nullable(),
    why: z.string().nullable().describe('Why it would not have run, in words.'),
    steps: z.array(plannedStep),
  })
  .meta({ id: 'SimulatedRun' });
export type SimulatedRun = z.infer<typeof simulatedRun>;

export const simulation = z
  .object({
    from: instant,
    to: instant,
    considered: z.int().describe('Times the trigger came in that time.'),
    matched: z.int(),
    runs: z.array(simulatedRun).describe('The newest 200; the counts are of all.'),
  })
  .meta({ id: 'Simulation' });
export type Simulation = z.infer<typeof simulation>;
