import { z } from 'zod';
import { id, instant, pageQuery } from './common.ts';

export const activityTypes = [
  'created',
  'updated',
  'deleted',
  'restored',
  'note_added',
  'lead_received',
  'interaction_logged',
  'interaction_updated',
  'interaction_removed',
  'mail_written',
  'comment_added',
  'comment_edited',
  'comment_deleted',
  'merged',
  'merged_into',
  'merge_undone',
  'deal_created',
  'deal_updated',
  'deal_moved',
  'deal_won',
  'deal_lost',
  'deal_reopened',
  'deal_deleted',
  'deal_restored',
  'task_created',
  'task_updated',
  'task_planned',
  'task_completed',
  'task_deleted',
  'task_restored',
] as const;
export type ActivityType = (typeof activityTypes)[number];

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export type ActivityValue = z.infer<typeof value>;

/** One thing that happened to a record, as its history shows it. */
export const activity = z
  .object({
    id,
    type: z.enum(activityTypes),
    at: instant,
    actor: z
      .object({ kind: z.string(), id: id.nullable(), name: z.string() })
      .describe('Who or what did it: a member, an automation, an import, the system.'),
    task: z
      .object({ id, title: z.string() })
      .nullable()
      .describe('The task it happened to, by the title it had then; null for the customer or deal itself.'),
    deal: z
      .object({ id, title: z.string() })
      .nullable()
      .describe('The deal it happened to, by the title it had then; null for the customer itself and for tasks.'),
    changes: z
      .array(z.object({ path: z.string(), from: value, to: value }))
      .describe(
        'Field by field; `plan` stands for the steps of a plan, without values; `pipeline` and `stage` name what a deal moved between.',
      ),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof activity>;

export const listActivityQuery = pageQuery(['at'], '-at').omit({ q: true });
export type ListActivityQuery = z.infer<typeof listActivityQuery>;
