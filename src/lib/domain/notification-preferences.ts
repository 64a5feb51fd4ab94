import {
  notificationKinds,
  type NotificationPreferences,
  type UpdateNotificationPreferencesRequest,
} from '../contracts/notification.ts';

/** What holds until someone chooses: everything in the dashboard, nothing by mail. */
const standard = { show: true, mail: false };

/** A choice with what was left out as it is in `base`, or else by the standard. */
export const completePreferences = (
  chosen: UpdateNotificationPreferencesRequest,
  base: Partial<NotificationPreferences> = {},
): NotificationPreferences =>
  Object.fromEntries(
    notificationKinds.map((kind) => {
      const before = base[kind] ?? standard;
      const { show = before.show, mail = before.mail } = chosen[kind] ?? {};
      return [kind, { show, mail }];
    }),
  ) as NotificationPreferences;
