import { z } from 'zod';
import { id, instant, pageQuery, queryBoolean } from './common.ts';

export const notificationTypes = [
  'task_assigned',
  'customer_assigned',
  'deal_assigned',
  'mentioned',
  'lead_received',
  'task_reminder',
  'task_overdue',
  'job_failed',
] as const;
export type NotificationType = (typeof notificationTypes)[number];

/** What members choose between: several types can be one thing to them. */
export const notificationKinds = ['assigned', 'mentioned', 'leads', 'reminder', 'overdue', 'jobs'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** One thing a member was told. */
export const notification = z
  .object({
    id,
    type: z.enum(notificationTypes),
    title: z.string(),
    link: z.string().nullable().describe('The page it is about, on this site.'),
    readAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof notification>;

export const listNotificationsQuery = pageQuery(['createdAt'], '-createdAt')
  .omit({ q: true })
  .extend({ unread: queryBoolean.optional().describe('true: only what is unread; false: only what is read.') });
export type ListNotificationsQuery = z.infer<typeof listNotificationsQuery>;

const channels = z.object({
  show: z.boolean().describe('In the dashboard.'),
  mail: z.boolean().describe('By mail.'),
});
export type NotificationChannels = z.infer<typeof channels>;

/** How a member wants to be told of what. */
export const notificationPreferences = z
  .object({
    assigned: channels.describe('Someone gives you a task, customer or deal.'),
    mentioned: channels.describe('Someone mentions you.'),
    leads: channels.describe('A visitor of the website writes or asks for a demo; marketing and admins are told.'),
    reminder: channels.describe('A reminder of yours is due.'),
    overdue: channels.describe('A task of yours is overdue.'),
    jobs: channels.describe('Long work of yours ended with failures.'),
  })
  .meta({ id: 'NotificationPreferences' });
export type NotificationPreferences = z.infer<typeof notificationPreferences>;

const someChannels = z.strictObject({ show: z.boolean(), mail: z.boolean() }).partial().optional();

export const updateNotificationPreferencesRequest = z
  .strictObject({
    assigned: someChannels,
    mentioned: someChannels,
    leads: someChannels,
    reminder: someChannels,
    overdue: someChannels,
    jobs: someChannels,
  })
  .meta({ id: 'UpdateNotificationPreferencesRequest' });
export type UpdateNotificationPreferencesRequest = z.infer<typeof updateNotificationPreferencesRequest>;
