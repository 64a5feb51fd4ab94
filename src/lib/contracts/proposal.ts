import { z } from 'zod';
import { id, instant, minutes } from './common.ts';

const statedFields = ['title', 'description', 'estimatedTime', 'dependencies', 'priority'] as const;

/** What a plan says of a step. */
export const statedStep = z
  .object({
    title: z.string(),
    description: z.string(),
    estimatedTime: minutes.describe('Minutes.'),
    dependencies: z.array(id),
    priority: z.enum(['low', 'medium', 'high']),
  })
  .meta({ id: 'StatedStep' });

export const proposedChange = z
  .object({
    id: id.describe('The step; accept a change by it.'),
    kind: z.enum(['added', 'changed', 'removed', 'kept']),
    fields: z.array(z.enum(statedFields)).describe('What differs; empty unless it is changed.'),
    before: statedStep.nullable(),
    after: statedStep.nullable(),
  })
  .meta({ id: 'ProposedChange' });
export type ProposedChange = z.infer<typeof proposedChange>;

export const proposal = z
  .object({
    state: z
      .enum(['open', 'applied', 'discarded', 'superseded'])
      .describe('superseded: a newer run began for the task.'),
    changes: z.array(proposedChange).describe('Against the plan as it is now, while it is open; else empty.'),
    ends: z
      .object({ before: instant.nullable(), after: instant.nullable() })
      .describe('When the plan ends as it is, and with all changes.'),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof proposal>;

export const applyProposalRequest = z
  .strictObject({
    accept: z.array(id).min(1).max(500).optional().describe('The changes to take; absent: all.'),
  })
  .meta({ id: 'ApplyProposalRequest' });
export type ApplyProposalRequest = z.infer<typeof applyProposalRequest>;
