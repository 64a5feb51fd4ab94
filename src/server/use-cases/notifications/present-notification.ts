import type { Notification } from '../../../lib/contracts/notification.ts';
import type { NotificationRecord } from '../../records/index.ts';

/** A notification as the API shows it. */
export const presentNotification = ({
  id,
  type,
  title,
  link,
  readAt,
  createdAt,
}: NotificationRecord): Notification => ({
  id,
  type,
  title,
  link,
  readAt: readAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});
