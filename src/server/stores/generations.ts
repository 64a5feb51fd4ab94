import type { Connection } from 'mongoose';
import { generationKinds, progressStages } from '../../lib/contracts/generation.ts';
import { StaleRecordError, type GenerationStore } from '../ports/index.ts';
import type { GenerationRecord } from '../records/index.ts';
import { followChanges } from './change-feed.ts';
import {
  count,
  date,
  documentSchema,
  flag,
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

type GenerationDocument = Omit<GenerationRecord, 'id' | 'taskId' | 'requestedBy'> & {
  _id: ObjectId;
  taskId: ObjectId;
  requestedBy: ObjectId | null;
  /** Queued or running: a task has one such at most, by index. */
  active: boolean;
};

const progress = partSchema({
  stage: { type: String, enum: progressStages },
  percentage: Number,
  message: String,
  estimatedTimeRemaining: { type: Number, default: null },
});

const arriving = partSchema({
  index: Number,
  title: String,
  description: String,
  estimatedTime: { type: Number, default: null },
  dependencies: [Number],
  priority: String,
});

const schema = documentSchema<GenerationDocument>({
  _id: objectId,
  taskId: { type: objectId, required: true },
  kind: { type: String, enum: generationKinds, required: true },
  status: { type: String, enum: ['queued', 'running', 'complete', 'failed', 'cancelled'], required: true },
  progress,
  subtasks: [arriving],
  model: String,
  instructions: text,
  replaceEdits: flag,
  requestedBy: reference,
  generatedBy: text,
  error: { type: partSchema({ code: String, message: String }), default: null },
  cancelRequested: flag,
  fence: count,
  leaseUntil: date,
  createdAt: { type: Date, required: true },
  finishedAt: date,
  active: flag,
});

schema
  .index({ taskId: 1 }, { unique: true, partialFilterExpression: { active: true } })
  .index({ taskId: 1, createdAt: 1 })
  .index({ requestedBy: 1, active: 1 })
  .index({ active: 1 })
  .index({ createdAt: 1 });

const isActive = ({ status }: Pick<GenerationRecord, 'status'>): boolean => status === 'queued' || status === 'running';

const toRecord = (document: GenerationDocument): GenerationRecord => ({
  id: hex(document._id),
  taskId: hex(document.taskId),
  kind: document.kind,
  status: document.status,
  progress: document.progress,
  subtasks: document.subtasks,
  model: document.model,
  instructions: document.instructions,
  replaceEdits: document.replaceEdits,
  requestedBy: hexOrNull(document.requestedBy),
  generatedBy: document.generatedBy,
  error: document.error,
  cancelRequested: document.cancelRequested,
  fence: document.fence,
  leaseUntil: document.leaseUntil,
  createdAt: document.createdAt,
  finishedAt: document.finishedAt,
});

export function createGenerationStore(connection: Connection): GenerationStore {
  const generations = modelOf<GenerationDocument>(connection, 'generations', schema);
  const running = (id: string, fence: number) => ({ _id: id, fence, status: 'running' }) as const;

  return {
    async find(id) {
      const found = await generations.findById(id).lean<GenerationDocument>();
      return found && toRecord(found);
    },
    async active(taskId) {
      const found = await generations.findOne({ taskId, active: true }).lean<GenerationDocument>();
      return found && toRecord(found);
    },
    async latest(taskId) {
      const found = await generations.findOne({ taskId }).sort({ createdAt: -1 }).lean<GenerationDocument>();
      return found && toRecord(found);
    },
    async activeOf(userId, limit) {
      const found = await generations
        .find({ requestedBy: userId, active: true })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<GenerationDocument[]>();
      return found.map(toRecord);
    },
    async insert({ id, ...generation }, tx) {
      const document = { _id: id, ...generation, active: isActive(generation) };
      await insertOne(generations, document, within(tx));
    },
    async claim(id, { now, until }) {
      const free = [{ status: 'queued' }, { status: 'running', leaseUntil: { $lt: now } }] as const;
      const found = await generations
        .findOneAndUpdate(
          { _id: id, $or: [...free] },
          { $set: { status: 'running', leaseUntil: until }, $inc: { fence: 1 } },
          { returnDocument: 'after' },
        )
        .lean<GenerationDocument>();
      return found && toRecord(found);
    },
    async renew(id, fence, until) {
      const found = await generations
        .findOneAndUpdate(running(id, fence), { $set: { leaseUntil: until } }, { returnDocument: 'after' })
        .lean<GenerationDocument>();
      if (!found) return 'lost';
      return found.cancelRequested ? 'cancel_requested' : 'running';
    },
    async report(id, fence, progress, arrived) {
      await generations.updateOne(running(id, fence), { $set: { progress, subtasks: [...arrived] } });
    },
    async finish(id, fence, end, tx) {
      const change = { $set: { ...end, active: false, leaseUntil: null } };
      const { matchedCount } = await generations.updateOne(running(id, fence), change, within(tx));
      if (matchedCount === 0) throw new StaleRecordError('Another worker has this run, or it is over');
    },
    async requestCancel(id, now) {
      const queued = await generations.updateOne(
        { _id: id, status: 'queued' },
        {
          $set: {
            status: 'cancelled',
            active: false,
            finishedAt: now,
            'progress.stage': 'cancelled',
            'progress.message': 'Cancelled',
            'progress.estimatedTimeRemaining': null,
          },
        },
      );
      if (queued.matchedCount > 0) return true;
      const started = await generations.updateOne({ _id: id, status: 'running' }, { $set: { cancelRequested: true } });
      return started.matchedCount > 0;
    },
    countSince: (at) => generations.countDocuments({ createdAt: { $gte: at } }),
    watch: (changed) =>
      followChanges(generations, {
        documents: true,
        onChange(document) {
          if (document) changed(toRecord(document));
        },
        async onGap() {
          const found = await generations.find({ active: true }).lean<GenerationDocument[]>();
          for (const document of found) changed(toRecord(document));
        },
      }),
  };
}
