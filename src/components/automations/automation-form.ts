import { z } from 'zod';
import { automation } from '../../lib/contracts/automation.ts';
import { id } from '../../lib/contracts/common.ts';

/** What the page of a stage's automations is asked to do. */
export const automationsIntent = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['on', 'off', 'delete']), id }),
  z.object({
    intent: z.literal('restore'),
    /** What was deleted, as the page gave it, and where it stood. */
    automation: z
      .string()
      .transform((text, check) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          check.addIssue({ code: 'custom', message: 'cannot be read' });
          return z.NEVER;
        }
      })
      .pipe(automation),
    place: z.coerce.number().int().min(0).max(100),
  }),
]);

/** What the page of one automation is asked to do. */
export const automationIntent = z.looseObject({
  intent: z.string().regex(/^(save|add|try|(up|down|remove|preview):\d{1,2})$/),
  version: z.coerce.number().int().optional(),
  newAction: z.string().optional(),
  previewWith: z.string().optional(),
});
