import { z } from 'zod';

export const checklistSteps = ['plan', 'customers', 'members', 'pipeline', 'connect'] as const;
export type ChecklistStep = (typeof checklistSteps)[number];

/** What can be put away for good: the checklist, and a hint at each AI feature. */
export const guides = ['checklist', 'plans', 'replanning', 'insights', 'drafts', 'automations'] as const;
export type Guide = (typeof guides)[number];

export const sampleState = z
  .object({
    customers: z.int(),
    deals: z.int(),
    tasks: z.int(),
    busy: z.boolean().describe('It is being made or removed at this moment.'),
  })
  .meta({ id: 'SampleState' });
export type SampleState = z.infer<typeof sampleState>;

/** The first steps, and which of them are done: read from the facts each time. */
export const checklist = z
  .object({
    steps: z.array(z.object({ step: z.enum(checklistSteps), done: z.boolean() })),
    samples: sampleState.nullable().describe('Null for who may not change the sample data.'),
  })
  .meta({ id: 'Checklist' });
export type Checklist = z.infer<typeof checklist>;

export const dismissGuideRequest = z.strictObject({ guide: z.enum(guides) }).meta({ id: 'DismissGuideRequest' });
