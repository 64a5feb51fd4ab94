import { Types, type Connection } from 'mongoose';
import type { Passage, StageEntryStore, StageFigures } from '../ports/index.ts';
import { stageEnds, type StageEntryRecord } from '../records/index.ts';
import {
  date,
  documentSchema,
  hex,
  hexOrNull,
  insertStored,
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

type StageEntryDocument = Pick<StageEntryRecord, 'enteredAt' | 'leftAt' | 'end' | 'actor'> &
  Record<'pipelineId' | 'stageId' | 'dealId' | 'customerId', ObjectId> &
  Record<'fromStage' | 'toStage', ObjectId | null> & { _id: ObjectId; open: boolean };

const required = { type: objectId, required: true };
const schema = documentSchema<StageEntryDocument>({
  _id: objectId,
  pipelineId: required,
  stageId: required,
  dealId: required,
  customerId: required,
  enteredAt: { type: Date, required: true },
  leftAt: date,
  fromStage: reference,
  toStage: reference,
  end: { type: String, enum: [...stageEnds, null], default: null },
  actor: partSchema({ kind: String, id: text, name: String }),
  open: { type: Boolean, required: true },
});

schema
  .index({ stageId: 1, open: 1, enteredAt: 1, _id: 1 })
  .index({ dealId: 1, enteredAt: 1, _id: 1 })
  .index({ pipelineId: 1, enteredAt: 1, _id: 1 })
  .index({ pipelineId: 1, open: 1, end: 1 })
  // A deal is in one stage at a time.
  .index({ dealId: 1 }, { unique: true, partialFilterExpression: { open: true } });

const toRecord = (document: StageEntryDocument): StageEntryRecord => ({
  id: hex(document._id),
  pipelineId: hex(document.pipelineId),
  stageId: hex(document.stageId),
  dealId: hex(document.dealId),
  customerId: hex(document.customerId),
  enteredAt: document.enteredAt,
  leftAt: document.leftAt,
  fromStage: hexOrNull(document.fromStage),
  toStage: hexOrNull(document.toStage),
  end: document.end,
  actor: document.actor,
});

const stored = ({ id, ...entry }: StageEntryRecord): StageEntryDocument => ({
  ...entry,
  _id: objectIdOf(id),
  pipelineId: objectIdOf(entry.pipelineId),
  stageId: objectIdOf(entry.stageId),
  dealId: objectIdOf(entry.dealId),
  customerId: objectIdOf(entry.customerId),
  fromStage: objectIdOrNull(entry.fromStage),
  toStage: objectIdOrNull(entry.toStage),
  open: entry.leftAt === null,
});

const ending = ({ dealId, leave }: Passage) =>
  leave
    ? [
        {
          updateOne: {
            filter: { dealId, open: true },
            update: { $set: { open: false, leftAt: leave.at, end: leave.end, toStage: leave.toStage } },
          },
        },
      ]
    : [];

interface EndGroup {
  _id: { pipelineId: ObjectId; stageId: ObjectId; toStage: ObjectId | null };
  count: number;
  milliseconds: number;
}

const minuteMs = 60_000;

function figuresOf(groups: readonly EndGroup[]): StageFigures[] {
  return [...Map.groupBy(groups, ({ _id }) => hex(_id.stageId)).values()].map((ofStage) => {
    const [{ _id }] = ofStage as [EndGroup];
    const went = ofStage.flatMap(({ _id: { toStage }, count }) => (toStage ? [[hex(toStage), count] as const] : []));
    return {
      pipelineId: hex(_id.pipelineId),
      stageId: hex(_id.stageId),
      ended: ofStage.reduce((sum, { count }) => sum + count, 0),
      minutes: ofStage.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / minuteMs,
      wentTo: Object.fromEntries(went),
    };
  });
}

export function createStageEntryStore(connection: Connection): StageEntryStore {
  const entries = modelOf<StageEntryDocument>(connection, 'stageEntries', schema);
  return {
    async pass(passages, tx) {
      const ends = passages.flatMap(ending);
      if (ends.length > 0) await entries.bulkWrite(ends, within(tx));
      const begun = passages.flatMap(({ enter }) => (enter ? [stored(enter)] : []));
      await insertStored(entries, begun, within(tx));
    },
    async ofDeal(dealId) {
      const found = await entries.find({ dealId }).sort({ enteredAt: 1, _id: 1 }).lean<StageEntryDocument[]>();
      return found.map(toRecord);
    },
    async openIn(stageId, { before, after, limit }) {
      const start = after
        ? {
            $or: [
              { enteredAt: { $gt: after.enteredAt, $lt: before } },
              { enteredAt: after.enteredAt, _id: { $gt: new Types.ObjectId(after.id) } },
            ],
          }
        : { enteredAt: { $lt: before } };
      const found = await entries
        .find({ stageId, open: true, ...start })
        .sort({ enteredAt: 1, _id: 1 })
        .limit(limit)
        .lean<StageEntryDocument[]>();
      return found.map(toRecord);
    },
    ofPipeline(pipelineId, { from, to }) {
      const found = entries
        .find({ pipelineId, enteredAt: { $gte: from, $lt: to } })
        .sort({ enteredAt: 1, _id: 1 })
        .lean<StageEntryDocument[]>()
        .cursor({ batchSize: 1000 });
      return Promise.resolve(found.map(toRecord));
    },
    async figures(pipelineIds) {
      const groups = await entries.aggregate<EndGroup>([
        {
          $match: {
            pipelineId: { $in: pipelineIds.map(objectIdOf) },
            open: false,
            end: { $in: ['moved', 'won', 'lost'] },
          },
        },
        {
          $group: {
            _id: { pipelineId: '$pipelineId', stageId: '$stageId', toStage: '$toStage' },
            count: { $sum: 1 },
            milliseconds: { $sum: { $subtract: ['$leftAt', '$enteredAt'] } },
          },
        },
      ]);
      return figuresOf(groups);
    },
    async handOver(dealId, customerId, tx) {
      await entries.updateMany({ dealId }, { $set: { customerId } }, within(tx));
    },
    async forget(dealIds) {
      if (dealIds.length > 0) await entries.deleteMany({ dealId: { $in: [...dealIds] } });
    },
  };
}
