import type { NotificationPreferences } from '../../../lib/contracts/notification.ts';
import { completePreferences } from '../../../lib/domain/notification-preferences.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';

/** How the caller wants to be told of what. Throws ProblemError `forbidden`. */
export async function getPreferences({ ports, actor }: Context): Promise<NotificationPreferences> {
  const { id } = requireMember(actor, 'choose notifications');
  return (await ports.notificationPreferences.ofMany([id])).get(id) ?? completePreferences({});
}
