import type { Connection } from 'mongoose';
import { automationTriggers } from '../../lib/contracts/automation.ts';
import { runStatuses, type ListRunsQuery } from '../../lib/contracts/automation-run.ts';
import { StaleRecordError, type AutomationRunStore } from '../ports/index.ts';
import type { AutomationRunRecord } from '../records/index.ts';
import { isBulkOfDuplicates, isDuplicate } from './errors.ts';
import { orderBy, pageOf } from './keyset.ts';
import {
  anything,
  count,
  date,
  documentSchema,
  hex,
  hexOrNull,
  modelOf,
  objectId,
  partSchema,
  reference,
  text,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';

type References = 'pipelineId' | 'stageId' | 'automationId' | 'dealId' | 'customerId';
type Optional = 'entryId' | 'taskId' | 'causedBy';
type RunDocument = Omit<AutomationRunRecord, 'id' | References | Optional> &
  Record<References, ObjectId> &
  Record<Optional, ObjectId | null> & { _id: ObjectId };

interface TurnDocument {
  _id: ObjectId;
  member: ObjectId;
}

/** Keys need to be there only as long as events are; people look back further. */
const keptSeconds = 365 * 24 * 60 * 60;
const required = { type: objectId, required: true };

const schema = documentSchema<RunDocument>({
  _id: objectId,
  key: { type: String, required: true },
  pipelineId: required,
  stageId: required,
  automationId: required,
  name: String,
  trigger: { type: String, enum: automationTriggers, required: true },
  triggeredAt: { type: Date, required: true },
  dealId: required,
  customerId: required,
  entryId: reference,
  taskId: reference,
  startedBy: partSchema({ kind: String, id: text, name: String }),
  depth: count,
  causedBy: reference,
  status: { type: String, enum: runStatuses, required: true },
  dueAt: date,
  fence: count,
  failures: count,
  condition: { type: anything, default: null },
  actions: [anything],
  steps: [anything],
  error: text,
  createdAt: { type: Date, required: true },
  startedAt: date,
  finishedAt: date,
});

schema
  .index({ key: 1 }, { unique: true })
  .index({ dueAt: 1 })
  .index({ pipelineId: 1, createdAt: 1, _id: 1 })
  .index({ automationId: 1, createdAt: 1, _id: 1 })
  .index({ customerId: 1, createdAt: 1, _id: 1 })
  .index({ 'steps.action': 1, createdAt: 1, _id: 1 })
  .index({ dealId: 1 })
  .index({ finishedAt: 1 }, { expireAfterSeconds: keptSeconds });

const turnSchema = documentSchema<TurnDocument>({ _id: objectId, member: required });

const sortable = { createdAt: { field: 'createdAt', type: 'date' } } as const;

const conditions = ({
  pipelineId,
  automationId,
  dealId,
  customerId,
  status,
}: ListRunsQuery & { pipelineId?: string | undefined }): Record<string, unknown>[] => [
  ...(pipelineId ? [{ pipelineId }] : []),
  ...(automationId ? [{ automationId }] : []),
  ...(dealId ? [{ dealId }] : []),
  ...(customerId ? [{ customerId }] : []),
  ...(status ? [{ status: { $in: status } }] : []),
];

const toRecord = ({ _id, ...run }: RunDocument): AutomationRunRecord => ({
  ...run,
  id: hex(_id),
  pipelineId: hex(run.pipelineId),
  stageId: hex(run.stageId),
  automationId: hex(run.automationId),
  dealId: hex(run.dealId),
  customerId: hex(run.customerId),
  entryId: hexOrNull(run.entryId),
  taskId: hexOrNull(run.taskId),
  causedBy: hexOrNull(run.causedBy),
});

export function createAutomationRunStore(connection: Connection): AutomationRunStore {
  const runs = modelOf<RunDocument>(connection, 'automationRuns', schema);
  const turns = modelOf<TurnDocument>(connection, 'automationTurns', turnSchema);
  return {
    async find(id) {
      const found = await runs.findById(id).lean<RunDocument>();
      return found && toRecord(found);
    },
    list(query) {
      const { limit, cursor, sort } = query;
      return pageOf(runs, { filter: conditions(query), order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async withStep(action, limit) {
      const found = await runs
        .find({ 'steps.action': action })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .lean<RunDocument[]>();
      return found.map(toRecord);
    },
    async insertNew(records) {
      if (records.length === 0) return;
      const documents = records.map(({ id, ...run }) => ({ _id: id, ...run }));
      try {
        await runs.insertMany(documents, { ordered: false });
      } catch (error) {
        if (!isBulkOfDuplicates(error)) throw error;
      }
    },
    async due(now, limit) {
      const found = await runs
        .find({ dueAt: { $lte: now } }, { _id: 1 })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean<Pick<RunDocument, '_id'>[]>();
      return found.map(({ _id }) => hex(_id));
    },
    async claim(id, { now, until }) {
      const due = { _id: id, status: { $in: ['waiting', 'running'] as const }, dueAt: { $lte: now } };
      const taken = { $set: { status: 'running', dueAt: until }, $inc: { fence: 1 } } as const;
      const found = await runs.findOneAndUpdate(due, taken, { returnDocument: 'after' }).lean<RunDocument>();
      return found && toRecord(found);
    },
    async renew(id, fence, until) {
      const { matchedCount } = await runs.updateOne({ _id: id, fence, status: 'running' }, { $set: { dueAt: until } });
      return matchedCount > 0 ? 'running' : 'lost';
    },
    async update({ id, fence }, change, tx) {
      const held = { _id: id, fence, status: 'running' } as const;
      const { matchedCount } = await runs.updateOne(held, { $set: change }, tx ? within(tx) : {});
      if (matchedCount === 0) throw new StaleRecordError('Another worker has this run, or it is over');
    },
    async settle(id, from, change, tx) {
      const { matchedCount } = await runs.updateOne(
        { _id: id, status: { $in: [...from] } },
        { $set: change },
        within(tx),
      );
      return matchedCount > 0;
    },
    async lastTurn(actionId) {
      const found = await turns.findById(actionId).lean<TurnDocument>();
      return found && hex(found.member);
    },
    async takeTurn(actionId, { last, member }, tx) {
      if (last === null) {
        await turns.create([{ _id: actionId, member }], within(tx)).catch((error: unknown) => {
          throw isDuplicate(error) ? new StaleRecordError('Someone had the first turn already') : error;
        });
        return;
      }
      const { matchedCount } = await turns.updateOne({ _id: actionId, member: last }, { $set: { member } }, within(tx));
      if (matchedCount === 0) throw new StaleRecordError('Someone had a turn meanwhile');
    },
    async handOver(dealId, customerId, tx) {
      await runs.updateMany({ dealId }, { $set: { customerId } }, within(tx));
    },
    async forget(dealIds) {
      if (dealIds.length > 0) await runs.deleteMany({ dealId: { $in: [...dealIds] } });
    },
  };
}
