import { z } from 'zod';
import { id, page } from '../common.ts';
import {
  listNotificationsQuery,
  notification,
  notificationPreferences,
  updateNotificationPreferencesRequest,
} from '../notification.ts';
import { operation } from './operation.ts';

const base = { tag: 'Notifications', auth: 'member', permissions: [] } as const;
const preferences = z.object({ preferences: notificationPreferences });

export const notificationOperations = {
  listNotifications: operation({
    id: 'listNotifications',
    method: 'GET',
    path: '/api/notifications',
    ...base,
    summary: 'What the caller was told in the last 90 days, newest first',
    query: listNotificationsQuery,
    answers: { 200: { description: 'Notifications', schema: page(notification) } },
  }),
  readNotification: operation({
    id: 'readNotification',
    method: 'POST',
    path: '/api/notifications/{id}/read',
    ...base,
    summary: 'Mark one as read',
    params: z.object({ id }),
    idempotent: true,
    answers: { 200: { description: 'The notification', schema: z.object({ notification }) } },
    errors: ['not_found'],
  }),
  readAllNotifications: operation({
    id: 'readAllNotifications',
    method: 'POST',
    path: '/api/notifications/read-all',
    ...base,
    summary: 'Mark all as read',
    idempotent: true,
    answers: { 200: { description: 'How many were unread', schema: z.object({ read: z.int() }) } },
  }),
  getNotificationPreferences: operation({
    id: 'getNotificationPreferences',
    method: 'GET',
    path: '/api/notifications/preferences',
    ...base,
    summary: 'How the caller wants to be told of what',
    answers: { 200: { description: 'The choice', schema: preferences } },
  }),
  updateNotificationPreferences: operation({
    id: 'updateNotificationPreferences',
    method: 'PATCH',
    path: '/api/notifications/preferences',
    ...base,
    summary: 'Change how the caller wants to be told (merge patch)',
    body: updateNotificationPreferencesRequest,
    answers: { 200: { description: 'The choice', schema: preferences } },
  }),
};
