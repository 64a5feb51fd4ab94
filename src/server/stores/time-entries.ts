import type { Connection } from 'mongoose';
import { StaleRecordError, type TimeEntryStore } from '../ports/index.ts';
import type { TimeEntryRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import {
  documentSchema,
  hex,
  hexOrNull,
  insertOne,
  modelOf,
  objectId,
  reference,
  text,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';

type TimeEntryDocument = Pick<TimeEntryRecord, 'minutes' | 'at' | 'note' | 'source' | 'createdAt' | 'updatedAt'> & {
  _id: ObjectId;
  taskId: ObjectId;
  subtaskId: ObjectId | null;
  userId: ObjectId;
};

const schema = documentSchema<TimeEntryDocument>({
  _id: objectId,
  taskId: { ...reference, required: true },
  subtaskId: reference,
  userId: { ...reference, required: true },
  minutes: { type: Number, required: true },
  at: { type: Date, required: true },
  note: text,
  source: { type: String, required: true },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
});

schema.index({ taskId: 1, at: 1, _id: 1 }).index({ at: 1, userId: 1 });

const toRecord = ({ _id, ...entry }: TimeEntryDocument): TimeEntryRecord => ({
  ...entry,
  id: hex(_id),
  taskId: hex(entry.taskId),
  subtaskId: hexOrNull(entry.subtaskId),
  userId: hex(entry.userId),
});

export function createTimeEntryStore(connection: Connection): TimeEntryStore {
  const entries = modelOf<TimeEntryDocument>(connection, 'timeEntries', schema);
  return {
    async find(id) {
      const found = await entries.findById(id).lean<TimeEntryDocument>();
      return found && toRecord(found);
    },
    list({ taskId, sort, limit, cursor }) {
      const order = orderBy(sort, { at: { field: 'at', type: 'date' } });
      return pageOf(entries, { filter: [{ taskId }], order, limit, cursor }, toRecord);
    },
    async insert({ id, ...entry }, tx) {
      await insertOne(entries, { _id: id, ...entry }, within(tx));
    },
    async replace({ id, ...entry }, changedAt, tx) {
      const { matchedCount } = await entries.replaceOne(
        { _id: id, updatedAt: changedAt } as never,
        { _id: id, ...entry },
        within(tx),
      );
      if (matchedCount === 0) throw new StaleRecordError(`Time entry ${id} changed meanwhile`);
    },
    async remove(id, changedAt, tx) {
      const { deletedCount } = await entries.deleteOne({ _id: id, updatedAt: changedAt } as never, within(tx));
      if (deletedCount === 0) throw new StaleRecordError(`Time entry ${id} changed meanwhile`);
    },
    async minutesBy({ from, to }) {
      const groups = await entries.aggregate<{ _id: ObjectId; minutes: number }>([
        { $match: { at: { $gte: from, $lt: to } } },
        { $group: { _id: '$userId', minutes: { $sum: '$minutes' } } },
      ]);
      return groups.map(({ _id, minutes }) => ({ userId: hex(_id), minutes }));
    },
    async forget(taskIds) {
      if (taskIds.length > 0) await entries.deleteMany({ taskId: { $in: taskIds } } as never);
    },
  };
}
