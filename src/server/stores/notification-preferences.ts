import type { Connection } from 'mongoose';
import type { NotificationPreferences } from '../../lib/contracts/notification.ts';
import { completePreferences } from '../../lib/domain/notification-preferences.ts';
import type { NotificationPreferenceStore } from '../ports/index.ts';
import { anything, documentSchema, hex, modelOf, objectId, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

interface PreferencesDocument {
  /** The member. */
  _id: ObjectId;
  chosen: Partial<NotificationPreferences>;
}

const schema = documentSchema<PreferencesDocument>({ _id: objectId, chosen: { type: anything, required: true } });

export function createNotificationPreferenceStore(connection: Connection): NotificationPreferenceStore {
  const preferences = modelOf<PreferencesDocument>(connection, 'notificationPreferences', schema);
  return {
    async ofMany(members) {
      const found = await preferences.find({ _id: { $in: [...members] } }).lean<PreferencesDocument[]>();
      const chosen = new Map(found.map((document) => [hex(document._id), document.chosen]));
      return new Map(members.map((member) => [member, completePreferences(chosen.get(member) ?? {})]));
    },
    async save(member, chosen, tx) {
      await preferences.updateOne({ _id: member }, { $set: { chosen } }, { ...within(tx), upsert: true });
    },
  };
}
