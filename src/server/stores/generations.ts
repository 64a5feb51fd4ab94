import type { Connection, QueryFilter } from 'mongoose';
import { generationKinds, progressStages } from '../../lib/contracts/generation.ts';
import { StaleRecordError, type GenerationStore } from '../ports/index.ts';
import type { GenerationRecord } from '../records/index.ts';
import { isActive, leasedFields, leasedRuns } from './leased-runs.ts';
import {
  anything,
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

/** Absent in runs of before they were kept. */
type Newer = 'propose' | 'proposal' | 'undo';
type GenerationDocument = Omit<GenerationRecord, 'id' | 'taskId' | 'requestedBy' | 'keyId' | Newer> &
  Partial<Pick<GenerationRecord, Newer>> & {
    _id: ObjectId;
    taskId: ObjectId;
    requestedBy: ObjectId | null;
    keyId?: ObjectId | null;
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
  ...leasedFields,
  kind: { type: String, enum: generationKinds, required: true },
  progress,
  subtasks: [arriving],
  model: String,
  instructions: text,
  replaceEdits: flag,
  propose: flag,
  proposal: { type: anything, default: null },
  undo: { type: anything, default: null },
  requestedBy: reference,
  keyId: reference,
  generatedBy: text,
  error: { type: partSchema({ code: String, message: String }), default: null },
  createdAt: { type: Date, required: true },
});

schema
  .index({ taskId: 1 }, { unique: true, partialFilterExpression: { active: true } })
  .index({ taskId: 1, createdAt: 1 })
  .index({ requestedBy: 1, active: 1 })
  .index({ active: 1 })
  .index({ createdAt: 1 });

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
  propose: document.propose ?? false,
  proposal: document.proposal ?? null,
  undo: document.undo ?? null,
  requestedBy: hexOrNull(document.requestedBy),
  keyId: hexOrNull(document.keyId ?? null),
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
  const { update, ...runs } = leasedRuns(generations, {
    toRecord,
    cancelled: {
      'progress.stage': 'cancelled',
      'progress.message': 'Cancelled',
      'progress.estimatedTimeRemaining': null,
    },
  });
  return {
    ...runs,
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
    async report(id, fence, progress, arrived) {
      await generations.updateOne(
        { _id: id, fence, status: 'running' },
        { $set: { progress, subtasks: [...arrived] } },
      );
    },
    finish: (id, fence, end, tx) => update(id, fence, { ...end, active: false, leaseUntil: null }, tx),
    async settle(id, { state, undo = null }, tx) {
      const open = { _id: id, 'proposal.state': 'open' } as QueryFilter<GenerationDocument>;
      const { matchedCount } = await generations.updateOne(
        open,
        { $set: { 'proposal.state': state, undo } },
        within(tx),
      );
      if (matchedCount === 0) throw new StaleRecordError('The proposal was settled already');
    },
    async undone(id, tx) {
      const kept = { _id: id, undo: { $ne: null } } as QueryFilter<GenerationDocument>;
      const { matchedCount } = await generations.updateOne(kept, { $set: { undo: null } }, within(tx));
      if (matchedCount === 0) throw new StaleRecordError('The plan before was brought back already');
    },
    countSince: (at) => generations.countDocuments({ createdAt: { $gte: at } }),
  };
}
