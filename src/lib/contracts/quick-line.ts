import { z } from 'zod';
import { id, instant, memberRef } from './common.ts';
import { modelChoice } from './generation.ts';
import { timeZone } from './recurrence.ts';
import { taskPriority } from './task.ts';

const line = z.string().trim().min(1, 'must not be empty').max(300, 'must have at most 300 characters');
/** Stretches of the line to leave as they are, one a line: what a person took back. */
const plain = z
  .string()
  .max(2000)
  .describe('Words of the line, one stretch a line of text, that are to stay in the title.');
const wishes = {
  line: line.describe('Such as “Call Acme Tuesday 3pm !high @me #renewal”.'),
  zone: timeZone.default('UTC').describe('Whose days and hours the line means.'),
  plain: plain.default(''),
};

const customerRef = z.object({ id, name: z.string() });

/** What a line was understood to say. */
export const quickLine = z
  .object({
    title: z.string().describe('What was not understood.'),
    dueDate: instant.nullable(),
    scheduledFor: instant.nullable(),
    priority: taskPriority.nullable(),
    assignee: memberRef.nullable(),
    tags: z.array(z.string()),
    customer: customerRef
      .nullable()
      .describe('The only customer whose name stands in the line; it stays in the title.'),
    suggestions: z.array(customerRef).describe('Customers it may mean, where that is not sure.'),
    parts: z.array(
      z.object({
        kind: z.enum(['date', 'priority', 'person', 'tag', 'customer']),
        text: z.string().describe('As it stands in the line; in `plain` it is left there.'),
      }),
    ),
  })
  .meta({ id: 'QuickLine' });
export type QuickLine = z.infer<typeof quickLine>;

export const readQuickLineQuery = z.object(wishes);
export type ReadQuickLineQuery = z.infer<typeof readQuickLineQuery>;

export const quickAddRequest = z
  .strictObject({
    ...wishes,
    customerId: id.optional().describe('Instead of the customer the line names.'),
    generate: z.boolean().default(false).describe('true has a plan made.'),
    model: modelChoice.default('auto'),
  })
  .meta({ id: 'QuickAddRequest' });
export type QuickAddRequest = z.infer<typeof quickAddRequest>;
