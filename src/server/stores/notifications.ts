import { Types, type Connection } from 'mongoose';
import { notificationTypes } from '../../lib/contracts/notification.ts';
import type { NotificationStore } from '../ports/index.ts';
import type { NotificationRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import { date, documentSchema, hex, insertAll, modelOf, objectId, text, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

type NotificationDocument = Omit<NotificationRecord, 'id' | 'member'> & { _id: ObjectId; member: ObjectId };

const keptSeconds = 90 * 24 * 60 * 60;

const schema = documentSchema<NotificationDocument>({
  _id: objectId,
  member: { type: objectId, required: true },
  type: { type: String, enum: notificationTypes, required: true },
  title: { type: String, required: true },
  link: text,
  key: text,
  common: text,
  count: { type: Number, default: 1 },
  readAt: date,
  createdAt: { type: Date, required: true },
});

schema
  .index({ member: 1, createdAt: 1, _id: 1 })
  .index({ member: 1, readAt: 1, createdAt: 1, _id: 1 })
  .index({ key: 1 }, { unique: true, partialFilterExpression: { key: { $gt: '' } } })
  .index({ createdAt: 1 }, { expireAfterSeconds: keptSeconds });

const sortable = { createdAt: { field: 'createdAt', type: 'date' } } as const;

const toRecord = ({ _id, member, ...rest }: NotificationDocument): NotificationRecord => ({
  id: hex(_id),
  member: hex(member),
  type: rest.type,
  title: rest.title,
  link: rest.link,
  key: rest.key,
  common: rest.common,
  count: rest.count,
  readAt: rest.readAt,
  createdAt: rest.createdAt,
});

export function createNotificationStore(connection: Connection): NotificationStore {
  const notifications = modelOf<NotificationDocument>(connection, 'notifications', schema);
  return {
    async find(id) {
      const found = await notifications.findById(id).lean<NotificationDocument>();
      return found && toRecord(found);
    },
    list({ member, unread, limit, cursor, sort }) {
      const filter = [
        { member: new Types.ObjectId(member) },
        ...(unread === undefined ? [] : [{ readAt: unread ? null : { $ne: null } }]),
      ];
      return pageOf(notifications, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    unread: (member, most) => notifications.countDocuments({ member, readAt: null }, { limit: most }),
    async told(keys) {
      if (keys.length === 0) return new Set();
      const found = await notifications
        .find({ key: { $in: [...keys], $gt: '' } }, { key: 1 })
        .lean<Pick<NotificationDocument, 'key'>[]>();
      return new Set(found.map(({ key }) => key).filter((key) => key !== null));
    },
    async alike({ member, common, since }) {
      const found = await notifications
        .find({ member, readAt: null, createdAt: { $gte: since }, common })
        .lean<NotificationDocument[]>();
      return found.map(toRecord);
    },
    async insertMany(records, tx) {
      await insertAll(
        notifications,
        records.map(({ id, ...record }) => ({ _id: id, ...record })),
        within(tx),
      );
    },
    async remove(ids, tx) {
      if (ids.length > 0) await notifications.deleteMany({ _id: { $in: [...ids] } }, within(tx));
    },
    async markRead(id, readAt, tx) {
      await notifications.updateOne({ _id: id, readAt: null }, { readAt }, within(tx));
    },
    async markAllRead(member, readAt, tx) {
      await notifications.updateMany({ member, readAt: null }, { readAt }, within(tx));
    },
  };
}
