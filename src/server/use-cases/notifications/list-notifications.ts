import type { Page } from '../../../lib/contracts/common.ts';
import type { ListNotificationsQuery, Notification } from '../../../lib/contracts/notification.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { presentNotification } from './present-notification.ts';

/** What the caller was told, newest first. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor. */
export async function listNotifications(
  { ports, actor }: Context,
  query: ListNotificationsQuery,
): Promise<Page<Notification>> {
  const { id: member } = requireMember(actor, 'read notifications');
  const { items, ...rest } = await ports.notifications.list({ ...query, member });
  return { items: items.map(presentNotification), ...rest };
}
