import { Types, type Connection } from 'mongoose';
import { columnsOf, stageEnds, type Stay, type StayColumns } from '../../lib/domain/pipelines/analytics/stays.ts';
import type { Passage, StageEntryStore } from '../ports/index.ts';
import type { StageEntryRecord } from '../records/index.ts';
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
import { createStagePacks } from './stage-packs.ts';
import { within } from './transaction.ts';

type StageEntryDocument = Pick<StageEntryRecord, 'enteredAt' | 'leftAt' | 'end' | 'actor'> &
  Record<'pipelineId' | 'stageId' | 'dealId' | 'customerId', ObjectId> &
  Record<'fromStage' | 'toStage', ObjectId | null> & {
    _id: ObjectId;
    open: boolean;
    /** The pack it is in. Absent in what was written before there were packs. */
    pack?: ObjectId | null;
  };

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
  pack: reference,
});

schema
  .index({ stageId: 1, open: 1, enteredAt: 1, _id: 1 })
  .index({ dealId: 1, enteredAt: 1, _id: 1 })
  .index({ pipelineId: 1, enteredAt: 1, _id: 1 })
  .index({ pipelineId: 1, pack: 1, open: 1 })
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
  pack: null,
});

const atOnce = 2000;
const looseFields = { _id: 0, dealId: 1, stageId: 1, toStage: 1, end: 1, enteredAt: 1, leftAt: 1 } as const;
type Loose = Pick<StageEntryDocument, 'dealId' | 'stageId' | 'toStage' | 'end' | 'enteredAt' | 'leftAt'>;

const toStay = ({ dealId, stageId, toStage, end, enteredAt, leftAt }: Loose): Stay => ({
  ...{ end, enteredAt, leftAt },
  dealId: hex(dealId),
  stageId: hex(stageId),
  toStage: hexOrNull(toStage),
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

export function createStageEntryStore(connection: Connection): StageEntryStore {
  const entries = modelOf<StageEntryDocument>(connection, 'stageEntries', schema);
  const packs = createStagePacks(connection);

  /** Stays that are in no pack. What they need in memory are columns, not documents. */
  async function looseOf(pipelineId: string, which: 'all' | 'ended'): Promise<StayColumns[]> {
    const filter = { pipelineId, pack: null, ...(which === 'ended' && { open: false }) };
    const found = entries.find(filter, looseFields).lean<Loose[]>().cursor({ batchSize: atOnce });
    const parts: StayColumns[] = [];
    let stays: Stay[] = [];
    for await (const document of found) {
      stays.push(toStay(document));
      if (stays.length < atOnce) continue;
      parts.push(columnsOf(stays));
      stays = [];
    }
    return [...parts, columnsOf(stays)];
  }

  async function* historyOf(pipelineId: string, which: 'all' | 'ended'): AsyncGenerator<StayColumns> {
    for (;;) {
      const packed = await packs.listOf(pipelineId);
      const loose = await looseOf(pipelineId, which);
      // What was packed while the loose ones were read may be missing among them.
      if (!(await packs.isCurrent(pipelineId, packed))) continue;
      yield* loose;
      // Packs made since hold what was among the loose ones.
      yield* packs.read(packed);
      return;
    }
  }

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
    history: (pipelineId, which) => Promise.resolve(historyOf(pipelineId, which)),
    async unpacked(pipelineId, limit) {
      const found = await entries
        .find({ pipelineId, pack: null, open: false })
        .limit(limit)
        .lean<StageEntryDocument[]>();
      return found.map(toRecord);
    },
    async pack(packId, stays, tx) {
      const [first] = stays;
      if (!first) return;
      const filter = { _id: { $in: stays.map(({ id }) => id) }, pack: null };
      const { modifiedCount } = await entries.updateMany(filter, { $set: { pack: packId } }, within(tx));
      if (modifiedCount < stays.length) throw new Error('Stays that were to be packed are not there any more');
      await packs.insert({ id: packId, pipelineId: first.pipelineId, stays: columnsOf(stays) }, tx);
    },
    async handOver(dealId, customerId, tx) {
      await entries.updateMany({ dealId }, { $set: { customerId } }, within(tx));
    },
    forget: (dealIds) => removeStays(connection, dealIds),
  };
}

/** Removes the stays of deals for good, also from the packs they are in. */
export async function removeStays(connection: Connection, dealIds: readonly string[]): Promise<void> {
  const entries = modelOf<StageEntryDocument>(connection, 'stageEntries', schema);
  const packs = createStagePacks(connection);
  const ofThem = { dealId: { $in: dealIds.map(objectIdOf) } };
  // Some may be packed between being looked at and being removed: what was found is removed, then it is looked again.
  while (dealIds.length > 0) {
    const found = await entries.find(ofThem, { pack: 1 }).lean<Pick<StageEntryDocument, '_id' | 'pack'>[]>();
    if (found.length === 0) return;
    const packIds = [...new Set(found.flatMap(({ pack }) => (pack ? hex(pack) : [])))];
    await packs.remove(packIds, dealIds);
    await entries.deleteMany({ ...ofThem, pack: { $in: [null, ...packIds] } });
  }
}
