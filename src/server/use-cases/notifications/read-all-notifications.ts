import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';

const most = 10_000;

/** Marks all of the caller's notifications as read; answers how many were not. Throws ProblemError `forbidden`. */
export async function readAllNotifications({ ports, actor }: Context): Promise<number> {
  const { id } = requireMember(actor, 'read notifications');
  const unread = await ports.notifications.unread(id, most);
  if (unread === 0) return 0;
  const now = ports.clock.now();
  await ports.commit({
    actor,
    events: [{ type: 'notifications.read', userId: id, notificationId: null }],
    write: (tx) => ports.notifications.markAllRead(id, now, tx),
  });
  return unread;
}
