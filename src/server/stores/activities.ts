import type { Connection } from 'mongoose';
import { activityTypes } from '../../lib/contracts/activity.ts';
import type { ActivityStore } from '../ports/index.ts';
import type { ActivityRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import {
  anything,
  documentSchema,
  hex,
  hexOrNull,
  insertOne,
  modelOf,
  objectId,
  partSchema,
  reference,
  text,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';

type ActivityDocument = Pick<ActivityRecord, 'type' | 'at' | 'actor' | 'taskTitle' | 'changes'> & {
  _id: ObjectId;
  customerIds: ObjectId[];
  taskId: ObjectId | null;
  batch: { id: ObjectId; recordId: ObjectId; version: number } | null;
};

const schema = documentSchema<ActivityDocument>({
  _id: objectId,
  type: { type: String, enum: activityTypes, required: true },
  at: { type: Date, required: true },
  actor: partSchema({ kind: String, id: text, name: String }),
  customerIds: [objectId],
  taskId: reference,
  taskTitle: text,
  batch: { type: partSchema({ id: objectId, recordId: objectId, version: Number }), default: null },
  changes: [partSchema({ path: String, from: anything, to: anything })],
});

schema
  .index({ customerIds: 1, at: 1, _id: 1 })
  .index({ taskId: 1, at: 1, _id: 1 })
  .index(
    { 'batch.id': 1, 'batch.recordId': 1, _id: 1 },
    { partialFilterExpression: { 'batch.id': { $exists: true } } },
  );

const sortable = { at: { field: 'at', type: 'date' } } as const;

const toRecord = (document: ActivityDocument): ActivityRecord => ({
  id: hex(document._id),
  type: document.type,
  at: document.at,
  actor: document.actor,
  customerIds: document.customerIds.map(hex),
  taskId: hexOrNull(document.taskId),
  taskTitle: document.taskTitle,
  batch: document.batch && {
    id: hex(document.batch.id),
    recordId: hex(document.batch.recordId),
    version: document.batch.version,
  },
  changes: document.changes,
});

export function createActivityStore(connection: Connection): ActivityStore {
  const activities = modelOf<ActivityDocument>(connection, 'activities', schema);
  return {
    list({ of, limit, cursor, sort }) {
      const filter = 'customerId' in of ? { customerIds: of.customerId } : { taskId: of.taskId };
      return pageOf(activities, { filter: [filter], order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async insert({ id, ...activity }, tx) {
      await insertOne(activities, { _id: id, ...activity }, within(tx));
    },
    async ofBatch(batchId, { after, limit }) {
      const found = await activities
        .find({ 'batch.id': batchId, ...(after === null ? {} : { 'batch.recordId': { $gt: after } }) })
        .sort({ 'batch.recordId': 1, _id: 1 })
        .limit(limit)
        .lean<ActivityDocument[]>();
      return found.map(toRecord);
    },
    countOfBatch: (batchId) => activities.countDocuments({ 'batch.id': batchId }),
    async forget({ customerIds, taskIds }) {
      if (customerIds.length > 0) await activities.deleteMany({ customerIds: { $in: customerIds } });
      if (taskIds.length > 0) await activities.deleteMany({ taskId: { $in: taskIds } });
    },
  };
}
