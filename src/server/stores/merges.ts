import type { Connection } from 'mongoose';
import { StaleRecordError, type MergeStore } from '../ports/index.ts';
import type { MergeRecord } from '../records/index.ts';
import {
  anything,
  date,
  documentSchema,
  hex,
  hexOrNull,
  insertOne,
  modelOf,
  objectId,
  partSchema,
  reference,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';

interface Moved {
  id: ObjectId;
  from: ObjectId;
}
type MergeDocument = Pick<MergeRecord, 'at' | 'undoneAt' | 'changes'> & {
  _id: ObjectId;
  keptId: ObjectId;
  mergedIds: ObjectId[];
  histories: ObjectId[];
  mergedBy: ObjectId | null;
  noteIds: ObjectId[];
  tasks: Moved[];
  deals: Moved[];
};

const moved = partSchema({ id: objectId, from: objectId });
const schema = documentSchema<MergeDocument>({
  _id: objectId,
  keptId: { ...reference, required: true },
  mergedIds: [objectId],
  histories: [objectId],
  mergedBy: reference,
  at: { type: Date, required: true },
  undoneAt: date,
  changes: [partSchema({ path: String, from: anything, to: anything })],
  noteIds: [objectId],
  tasks: [moved],
  deals: [moved],
});

schema.index({ mergedIds: 1 }).index({ keptId: 1 });

const movedOf = (parts: readonly Moved[]) => parts.map(({ id, from }) => ({ id: hex(id), from: hex(from) }));

const toRecord = (document: MergeDocument): MergeRecord => ({
  id: hex(document._id),
  keptId: hex(document.keptId),
  mergedIds: document.mergedIds.map(hex),
  histories: document.histories.map(hex),
  mergedBy: hexOrNull(document.mergedBy),
  at: document.at,
  undoneAt: document.undoneAt,
  changes: document.changes,
  noteIds: document.noteIds.map(hex),
  tasks: movedOf(document.tasks),
  deals: movedOf(document.deals),
});

export function createMergeStore(connection: Connection): MergeStore {
  const merges = modelOf<MergeDocument>(connection, 'merges', schema);
  return {
    async find(id) {
      const found = await merges.findById(id).lean<MergeDocument>();
      return found && toRecord(found);
    },
    async ofMerged(ids) {
      if (ids.length === 0) return [];
      const found = await merges.find({ mergedIds: { $in: ids }, undoneAt: null }).lean<MergeDocument[]>();
      return found.map(toRecord);
    },
    async histories(keptIds) {
      if (keptIds.length === 0) return [];
      const found = await merges
        .find({ keptId: { $in: keptIds }, undoneAt: null }, { histories: 1 })
        .lean<Pick<MergeDocument, 'histories'>[]>();
      return [...new Set(found.flatMap(({ histories }) => histories.map(hex)))];
    },
    async insert({ id, ...merge }, tx) {
      await insertOne(merges, { _id: id, ...merge }, within(tx));
    },
    async undo(id, at, tx) {
      const { matchedCount } = await merges.updateOne({ _id: id, undoneAt: null }, { undoneAt: at }, within(tx));
      if (matchedCount === 0) throw new StaleRecordError(`Merge ${id} was undone meanwhile`);
    },
    async forget(keptIds) {
      if (keptIds.length > 0) await merges.deleteMany({ keptId: { $in: keptIds } });
    },
  };
}
