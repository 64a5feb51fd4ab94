import { mongo, type Connection } from 'mongoose';
import { StaleRecordError, type ImportStore } from '../ports/index.ts';
import type { ImportFaultRecord, ImportRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import { anything, documentSchema, flag, hex, insertOne, modelOf, objectId, text, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

type ImportDocument = Pick<
  ImportRecord,
  'options' | 'columns' | 'counts' | 'draft' | 'revertJobId' | 'createdAt' | 'expiresAt'
> & {
  _id: ObjectId;
  requestedBy: ObjectId;
  file: { id: ObjectId; name: string; size: number };
};
type FaultDocument = ImportFaultRecord & { _id: ObjectId; importId: ObjectId; expiresAt: Date };
interface PieceDocument {
  _id: ObjectId;
  fileId: ObjectId;
  index: number;
  bytes: mongo.Binary;
  expiresAt: Date;
}

const instant = { type: Date, required: true };
const whenExpired = { expireAfterSeconds: 0 };

const importSchema = documentSchema<ImportDocument>({
  _id: objectId,
  requestedBy: objectId,
  file: anything,
  options: anything,
  columns: [anything],
  counts: anything,
  draft: flag,
  revertJobId: text,
  createdAt: instant,
  expiresAt: instant,
});
importSchema.index({ requestedBy: 1, createdAt: 1, _id: 1 }).index({ expiresAt: 1 }, whenExpired);

const faultSchema = documentSchema<FaultDocument>({
  _id: objectId,
  importId: objectId,
  row: Number,
  cells: [String],
  reason: String,
  expiresAt: instant,
});
faultSchema.index({ importId: 1, row: 1 }, { unique: true }).index({ expiresAt: 1 }, whenExpired);

const pieceSchema = documentSchema<PieceDocument>({
  _id: objectId,
  fileId: objectId,
  index: Number,
  bytes: Buffer,
  expiresAt: instant,
});
pieceSchema.index({ fileId: 1, index: 1 }, { unique: true }).index({ expiresAt: 1 }, whenExpired);

const sortable = { createdAt: { field: 'createdAt', type: 'date' } } as const;

const toRecord = ({ _id, requestedBy, file, ...rest }: ImportDocument): ImportRecord => ({
  ...rest,
  id: hex(_id),
  requestedBy: hex(requestedBy),
  file: { ...file, id: hex(file.id) },
});

const newId = () => new mongo.ObjectId();

export function createImportStore(connection: Connection): ImportStore {
  const imports = modelOf<ImportDocument>(connection, 'imports', importSchema);
  const faults = modelOf<FaultDocument>(connection, 'importFaults', faultSchema);
  const pieces = modelOf<PieceDocument>(connection, 'importPieces', pieceSchema);
  return {
    async find(id) {
      const found = await imports.findById(id).lean<ImportDocument>();
      return found && toRecord(found);
    },
    list({ requestedBy, limit, cursor, sort }) {
      const filter = [{ requestedBy: new mongo.ObjectId(requestedBy) }];
      return pageOf(imports, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async insert({ id, file, ...record }, tx) {
      const document = { _id: id, ...record, file: { ...file, id: new mongo.ObjectId(file.id) } };
      await insertOne(imports, document, within(tx));
    },
    async update(id, change, { whileDraft }, tx) {
      const filter = { _id: id, ...(whileDraft && { draft: true }) };
      const { matchedCount } = await imports.updateOne(filter, { $set: change }, within(tx));
      if (matchedCount === 0) throw new StaleRecordError('This import is run already, or gone');
    },
    async insertFaults(importId, rows, expiresAt, tx) {
      if (rows.length === 0) return;
      const parent = new mongo.ObjectId(importId);
      const documents = rows.map((fault) => ({ _id: newId(), importId: parent, expiresAt, ...fault }));
      await faults.collection.insertMany(documents, within(tx));
    },
    faults(importId) {
      const found = faults.find({ importId }).sort({ row: 1 }).lean<FaultDocument[]>().cursor({ batchSize: 200 });
      return Promise.resolve(found.map(({ row, cells, reason }) => ({ row, cells, reason })));
    },
    async addPiece(fileId, index, bytes, expiresAt) {
      await insertOne(pieces, { _id: newId(), fileId, index, bytes: Buffer.from(bytes), expiresAt });
    },
    pieces(fileId) {
      const found = pieces.find({ fileId }).sort({ index: 1 }).lean<PieceDocument[]>().cursor({ batchSize: 4 });
      return Promise.resolve(found.map(({ bytes }) => bytes.value()));
    },
    async hasFile(fileId) {
      return (await pieces.exists({ fileId, index: 0 })) !== null;
    },
    async dropFile(fileId) {
      await pieces.deleteMany({ fileId });
    },
  };
}
