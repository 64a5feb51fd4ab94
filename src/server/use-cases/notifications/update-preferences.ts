import type {
  NotificationPreferences,
  UpdateNotificationPreferencesRequest,
} from '../../../lib/contracts/notification.ts';
import { completePreferences } from '../../../lib/domain/notification-preferences.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { getPreferences } from './get-preferences.ts';

/** Changes how the caller wants to be told of what (merge patch). Throws ProblemError `forbidden`. */
export async function updatePreferences(
  context: Context,
  patch: UpdateNotificationPreferencesRequest,
): Promise<NotificationPreferences> {
  const { ports, actor } = context;
  const { id } = requireMember(actor, 'choose notifications');
  const preferences = completePreferences(patch, await getPreferences(context));
  await ports.commit({
    actor,
    events: [],
    write: (tx) => ports.notificationPreferences.save(id, preferences, tx),
  });
  return preferences;
}
