import type { Connection } from 'mongoose';
import type { UsageStore } from '../ports.ts';
import type { UsageRecord } from '../records.ts';
import { count, documentSchema, insertOne, modelOf, objectId, reference, type ObjectId } from './schema.ts';

type UsageDocument = Omit<UsageRecord, 'id' | 'generationId' | 'taskId' | 'userId'> &
  Record<'generationId' | 'taskId' | 'userId', ObjectId | null> & { _id: ObjectId };

const schema = documentSchema<UsageDocument>({
  _id: objectId,
  generationId: reference,
  taskId: reference,
  userId: reference,
  model: { type: String, required: true },
  promptTokens: count,
  completionTokens: count,
  cost: { type: Number, default: null },
  latencyMs: count,
  outcome: { type: String, required: true },
  createdAt: { type: Date, required: true },
});

schema.index({ createdAt: 1 });

export function createUsageStore(connection: Connection): UsageStore {
  const usage = modelOf<UsageDocument>(connection, 'usage', schema);
  return {
    async insert({ id, ...record }) {
      await insertOne(usage, { _id: id, ...record });
    },
    async totalSince(at) {
      const [total] = await usage.aggregate<{ tokens: number; cost: number; requests: number }>([
        { $match: { createdAt: { $gte: at } } },
        {
          $group: {
            _id: null,
            tokens: { $sum: { $add: ['$promptTokens', '$completionTokens'] } },
            cost: { $sum: '$cost' },
            requests: { $sum: 1 },
          },
        },
      ]);
      return { tokens: total?.tokens ?? 0, cost: total?.cost ?? 0, requests: total?.requests ?? 0 };
    },
  };
}
