import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import {
  notificationKinds,
  type NotificationKind,
  type UpdateNotificationPreferencesRequest,
} from '../../lib/contracts/notification.ts';

/** What the page of notifications may be sent without JavaScript. */
export const notificationsForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('read'), id }),
  z.object({ intent: z.literal('read-all') }),
]);

/** What people read for each kind. */
export const kindWords: Record<NotificationKind, string> = {
  assigned: 'Someone gives you a task, customer or deal',
  mentioned: 'Someone mentions you',
  leads: 'A visitor of the website writes or asks for a demo',
  reminder: 'A reminder of yours is due',
  overdue: 'A task of yours is overdue',
  jobs: 'Long work of yours ended with failures',
};

const box = z.literal('on').optional();

/** Fields of a form with a box for each kind and way, named `<kind>.<way>`; boxes that are not ticked are not sent. */
export const preferenceBoxes = Object.fromEntries(
  notificationKinds.flatMap((kind) => [
    [`${kind}.show`, box],
    [`${kind}.mail`, box],
  ]),
) as Record<`${NotificationKind}.${'show' | 'mail'}`, typeof box>;

/** The choice that the ticked boxes say. */
export const preferencesOf = (
  ticked: Partial<Record<keyof typeof preferenceBoxes, 'on' | undefined>>,
): UpdateNotificationPreferencesRequest =>
  Object.fromEntries(
    notificationKinds.map((kind) => [
      kind,
      { show: ticked[`${kind}.show`] === 'on', mail: ticked[`${kind}.mail`] === 'on' },
    ]),
  );
