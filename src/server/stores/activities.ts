import type { Connection } from 'mongoose';
import { activityTypes } from '../../lib/contracts/activity.ts';
import type { ActivityParts, ActivityStore } from '../ports/index.ts';
import type { ActivityRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import {
  anything,
  documentSchema,
  hex,
  hexOrNull,
  insertStored,
  insertOne,
  modelOf,
  objectId,
  objectIdOf,
  objectIdOrNull,
  partSchema,
  reference,
  text,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';

type ActivityDocument = Pick<ActivityRecord, 'type' | 'at' | 'actor' | 'taskTitle' | 'dealTitle' | 'changes'> & {
  _id: ObjectId;
  customerIds: ObjectId[];
  taskId: ObjectId | null;
  batch: { id: ObjectId; recordId: ObjectId; version: number } | null;
  dealId: ObjectId | null;
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
  dealId: reference,
  dealTitle: text,
  changes: [partSchema({ path: String, from: anything, to: anything })],
});

schema
  .index({ at: 1, _id: 1 })
  .index({ customerIds: 1, at: 1, _id: 1 })
  .index({ taskId: 1, at: 1, _id: 1 })
  .index({ dealId: 1, at: 1, _id: 1 })
  .index(
    { 'batch.id': 1, 'batch.recordId': 1, _id: 1 },
    { partialFilterExpression: { 'batch.id': { $exists: true } } },
  );

const sortable = { at: { field: 'at', type: 'date' } } as const;

const batchOf = (batch: ActivityDocument['batch']): ActivityRecord['batch'] =>
  batch && { id: hex(batch.id), recordId: hex(batch.recordId), version: batch.version };

const toRecord = (document: ActivityDocument): ActivityRecord => ({
  id: hex(document._id),
  type: document.type,
  at: document.at,
  actor: document.actor,
  customerIds: document.customerIds.map(hex),
  taskId: hexOrNull(document.taskId),
  taskTitle: document.taskTitle,
  // Not there in what was written before there were batches and deals.
  batch: batchOf(document.batch ?? null),
  dealId: hexOrNull(document.dealId ?? null),
  dealTitle: document.dealTitle ?? null,
  changes: document.changes,
});

const stored = ({ id, customerIds, taskId, dealId, batch, ...activity }: ActivityRecord): ActivityDocument => ({
  ...activity,
  _id: objectIdOf(id),
  customerIds: customerIds.map(objectIdOf),
  taskId: objectIdOrNull(taskId),
  dealId: objectIdOrNull(dealId),
  batch: batch && { ...batch, id: objectIdOf(batch.id), recordId: objectIdOf(batch.recordId) },
});

/** What happened to no task, and in a customer's history to no deal. */
const itself = (of: object) => ('customerIds' in of ? { taskId: null, dealId: null } : { taskId: null });
const inParts = ({ taskIds, dealIds }: ActivityParts) => [
  { taskId: { $in: taskIds } },
  { taskId: null, dealId: { $in: dealIds } },
];

export function createActivityStore(connection: Connection): ActivityStore {
  const activities = modelOf<ActivityDocument>(connection, 'activities', schema);
  return {
    list({ of, parts, limit, cursor, sort }) {
      const whole = 'customerIds' in of ? { customerIds: { $in: [...of.customerIds] } } : of;
      const filter = parts ? [whole, { $or: [itself(of), ...inParts(parts)] }] : [whole];
      return pageOf(activities, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async since(from, { notBy, limit }) {
      const found = await activities
        .find({ at: { $gt: from }, 'actor.id': { $ne: notBy }, 'actor.kind': { $ne: 'system' } })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<ActivityDocument[]>();
      return found.map(toRecord);
    },
    async insert({ id, ...activity }, tx) {
      await insertOne(activities, { _id: id, ...activity }, within(tx));
    },
    async insertMany(records, tx) {
      await insertStored(activities, records.map(stored), within(tx));
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
    async forget({ customerIds, dealIds, taskIds }) {
      if (customerIds.length > 0) await activities.deleteMany({ customerIds: { $in: customerIds } });
      if (dealIds.length > 0) await activities.deleteMany({ dealId: { $in: dealIds }, taskId: null });
      if (taskIds.length > 0) await activities.deleteMany({ taskId: { $in: taskIds } });
    },
  };
}
