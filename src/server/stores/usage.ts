import { Types, type Connection } from 'mongoose';
import type { ListUsageQuery } from '../../lib/contracts/ai-usage.ts';
import type { UsageGroup, UsageStore } from '../ports/index.ts';
import type { UsageRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import {
  count,
  documentSchema,
  flag,
  hex,
  hexOrNull,
  insertOne,
  modelOf,
  objectId,
  objectIdOf,
  reference,
  type ObjectId,
} from './schema.ts';

/** Requests of before there were other purposes say none: they were for plans. */
type UsageDocument = Omit<UsageRecord, 'id' | 'generationId' | 'taskId' | 'userId' | 'purpose'> &
  Partial<Pick<UsageRecord, 'purpose'>> &
  Record<'generationId' | 'taskId' | 'userId', ObjectId | null> & { _id: ObjectId };

const schema = documentSchema<UsageDocument>({
  _id: objectId,
  generationId: reference,
  taskId: reference,
  userId: reference,
  purpose: String,
  model: { type: String, required: true },
  promptTokens: count,
  completionTokens: count,
  cost: { type: Number, default: null },
  estimated: flag,
  latencyMs: count,
  outcome: { type: String, required: true },
  createdAt: { type: Date, required: true },
});

schema
  .index({ createdAt: 1, _id: 1 })
  .index({ cost: 1, _id: 1 })
  .index({ latencyMs: 1, _id: 1 })
  .index({ taskId: 1 })
  .index({ userId: 1, createdAt: 1, _id: 1 })
  .index({ model: 1, createdAt: 1, _id: 1 })
  .index({ outcome: 1, createdAt: 1, _id: 1 });

const sortable = {
  createdAt: { field: 'createdAt', type: 'date' },
  cost: { field: 'cost', type: 'number' },
  latencyMs: { field: 'latencyMs', type: 'number' },
} as const;

function conditions({ from, to, model, outcome, userId }: ListUsageQuery): Record<string, unknown>[] {
  if (userId === 'me') throw new TypeError('Resolve `me` before asking the store');
  return [
    ...(from ? [{ createdAt: { $gte: new Date(from) } }] : []),
    ...(to ? [{ createdAt: { $lt: new Date(to) } }] : []),
    ...(model ? [{ model }] : []),
    ...(outcome ? [{ outcome: { $in: outcome } }] : []),
    ...(userId ? [{ userId }] : []),
  ];
}

const toRecord = (document: UsageDocument): UsageRecord => ({
  id: hex(document._id),
  generationId: hexOrNull(document.generationId),
  taskId: hexOrNull(document.taskId),
  userId: hexOrNull(document.userId),
  purpose: document.purpose ?? 'plan',
  model: document.model,
  promptTokens: document.promptTokens,
  completionTokens: document.completionTokens,
  cost: document.cost,
  estimated: document.estimated,
  latencyMs: document.latencyMs,
  outcome: document.outcome,
  createdAt: document.createdAt,
});

const sums = {
  requests: { $sum: 1 },
  promptTokens: { $sum: '$promptTokens' },
  completionTokens: { $sum: '$completionTokens' },
  cost: { $sum: '$cost' },
};

export function createUsageStore(connection: Connection): UsageStore {
  const usage = modelOf<UsageDocument>(connection, 'usage', schema);
  return {
    async insert({ id, ...record }) {
      await insertOne(usage, { _id: id, ...record });
    },
    async totalSince(at) {
      const [total] = await usage.aggregate<Omit<UsageGroup, 'day'>>([
        { $match: { createdAt: { $gte: at } } },
        { $group: { _id: null, ...sums } },
      ]);
      if (!total) return { tokens: 0, cost: 0, requests: 0 };
      return { tokens: total.promptTokens + total.completionTokens, cost: total.cost, requests: total.requests };
    },
    async costOfPlans(taskIds) {
      if (taskIds.length === 0) return {};
      const found = await usage.aggregate<{ _id: ObjectId; cost: number }>([
        { $match: { taskId: { $in: taskIds.map(objectIdOf) }, cost: { $ne: null } } },
        { $group: { _id: '$taskId', cost: { $sum: '$cost' } } },
      ]);
      return Object.fromEntries(found.map(({ _id, cost }) => [hex(_id), cost]));
    },
    list(query) {
      const { limit, cursor, sort } = query;
      return pageOf(usage, { filter: conditions(query), order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async groups({ from, to, userId }) {
      type Group = Omit<UsageGroup, 'userId' | 'day' | 'model' | 'outcome'> & {
        _id: Pick<UsageGroup, 'day' | 'model' | 'outcome'> & { userId: ObjectId | null };
      };
      const day = { $dateToString: { date: '$createdAt', format: '%Y-%m-%d' } };
      const found = await usage.aggregate<Group>([
        { $match: { createdAt: { $gte: from, $lt: to }, ...(userId && { userId: new Types.ObjectId(userId) }) } },
        {
          $group: {
            _id: { day, userId: '$userId', model: '$model', outcome: '$outcome' },
            ...sums,
            unpriced: { $sum: { $cond: [{ $eq: ['$cost', null] }, 1, 0] } },
          },
        },
      ]);
      return found.map(({ _id, ...figures }) => ({ ..._id, userId: hexOrNull(_id.userId), ...figures }));
    },
  };
}
