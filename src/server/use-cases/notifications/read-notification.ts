import type { Notification } from '../../../lib/contracts/notification.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { presentNotification } from './present-notification.ts';

/** Marks one of the caller's notifications as read; again changes nothing. Throws ProblemError `forbidden` or `not_found`. */
export async function readNotification({ ports, actor }: Context, id: string): Promise<Notification> {
  const member = requireMember(actor, 'read notifications');
  const found = await ports.notifications.find(id);
  if (found?.member !== member.id) throw notFound('notification');
  if (found.readAt) return presentNotification(found);
  const readAt = ports.clock.now();
  await ports.commit({
    actor,
    events: [{ type: 'notifications.read', userId: member.id, notificationId: id }],
    write: (tx) => ports.notifications.markRead(id, readAt, tx),
  });
  return presentNotification({ ...found, readAt });
}
