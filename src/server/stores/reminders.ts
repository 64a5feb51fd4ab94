import type { Connection } from 'mongoose';
import { StaleRecordError, type ReminderStore } from '../ports/index.ts';
import type { ReminderRecord } from '../records/index.ts';
import {
  date,
  documentSchema,
  hex,
  hexOrNull,
  insertOne,
  modelOf,
  objectId,
  partSchema,
  reference,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';

type ReminderDocument = Omit<ReminderRecord, 'id' | 'taskId' | 'seriesId' | 'member'> & {
  _id: ObjectId;
  taskId: ObjectId;
  seriesId: ObjectId | null;
  member: ObjectId;
};

const schema = documentSchema<ReminderDocument>({
  _id: objectId,
  taskId: { type: objectId, required: true },
  seriesId: reference,
  member: { type: objectId, required: true },
  at: date,
  before: { type: partSchema({ of: String, minutes: Number }), default: null },
  fireAt: date,
  knownAt: { type: Date, required: true },
  remindedAt: date,
});

schema.index({ taskId: 1, member: 1 }, { unique: true }).index({ seriesId: 1 }).index({ fireAt: 1 });

const toRecord = (document: ReminderDocument): ReminderRecord => ({
  id: hex(document._id),
  taskId: hex(document.taskId),
  seriesId: hexOrNull(document.seriesId),
  member: hex(document.member),
  at: document.at,
  before: document.before,
  fireAt: document.fireAt,
  knownAt: document.knownAt,
  remindedAt: document.remindedAt,
});

export function createReminderStore(connection: Connection): ReminderStore {
  const reminders = modelOf<ReminderDocument>(connection, 'reminders', schema);
  return {
    async find({ taskId, member }) {
      const found = await reminders.findOne({ taskId, member }).lean<ReminderDocument>();
      return found && toRecord(found);
    },
    async ofTasks(taskIds) {
      if (taskIds.length === 0) return [];
      return (await reminders.find({ taskId: { $in: [...taskIds] } }).lean<ReminderDocument[]>()).map(toRecord);
    },
    async ofSeries(seriesId) {
      const found = await reminders.find({ seriesId, before: { $ne: null } }).lean<ReminderDocument[]>();
      return found.map(toRecord);
    },
    async due(until, limit) {
      const found = await reminders
        .find({ fireAt: { $lte: until } })
        .sort({ fireAt: 1 })
        .limit(limit)
        .lean<ReminderDocument[]>();
      return found.map(toRecord);
    },
    async insert({ id, ...record }, tx) {
      await insertOne(reminders, { _id: id, ...record }, within(tx));
    },
    async replace({ id, ...record }, { fireAt }, tx) {
      const { matchedCount } = await reminders.replaceOne({ _id: id, fireAt }, { ...record, _id: id }, within(tx));
      if (matchedCount === 0) throw new StaleRecordError(`Reminder ${id} changed meanwhile`);
    },
    async remove(id, tx) {
      await reminders.deleteOne({ _id: id }, within(tx));
    },
    async forget(taskIds) {
      if (taskIds.length > 0) await reminders.deleteMany({ taskId: { $in: [...taskIds] } });
    },
  };
}
