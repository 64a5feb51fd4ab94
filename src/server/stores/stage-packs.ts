import type { Connection, mongo } from 'mongoose';
import { rowsWhere, type StayColumns } from '../../lib/domain/pipelines/analytics/stays.ts';
import type { Tx } from '../ports/index.ts';
import { documentSchema, hex, insertOne, modelOf, objectId, reference, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

/*
 * Stays that ended, kept a second time by the thousand: a document of columns is read many times faster than a document
 * for each stay. A stay says which pack it is in, so that each is counted once.
 */

type Bytes = mongo.Binary | Buffer;
type Columns = Record<'deals' | 'stages' | 'deal' | 'stage' | 'to' | 'end' | 'enteredAt' | 'leftAt', Bytes>;
type PackDocument = Columns & { _id: ObjectId; pipelineId: ObjectId; version: number };

const bytes = { type: Buffer, required: true };
const schema = documentSchema<PackDocument>({
  _id: objectId,
  pipelineId: { ...reference, required: true },
  version: { type: Number, required: true },
  ...{ deals: bytes, stages: bytes, deal: bytes, stage: bytes, to: bytes, end: bytes, enteredAt: bytes, leftAt: bytes },
});
schema.index({ pipelineId: 1, _id: 1 });

export interface StagePacks {
  /** The packs there are of a pipeline, by id. */
  idsOf(pipelineId: string): Promise<string[]>;
  /** These packs, read as they are taken. */
  read(pipelineId: string, ids: ReadonlySet<string>): AsyncIterable<StayColumns>;
  insert(pack: { id: string; pipelineId: string; stays: StayColumns }, tx: Tx): Promise<void>;
  /** Takes the stays of deals out of packs. */
  remove(ids: readonly string[], dealIds: readonly string[]): Promise<void>;
}

export function createStagePacks(connection: Connection): StagePacks {
  const packs = modelOf<PackDocument>(connection, 'stagePacks', schema);

  /** Whether nobody changed the pack since it was read. */
  async function shrink(id: string, gone: ReadonlySet<string>): Promise<boolean> {
    const found = await packs.findById(id).lean<PackDocument>();
    if (!found) return true;
    const columns = unpacked(found);
    const kept = rowsWhere(columns, (row) => !gone.has(columns.deals[columns.deal[row]!]!));
    const { version } = found;
    const deals = kept.deals.map((deal) => (gone.has(deal) ? blank : deal));
    const change = { ...packed({ ...kept, deals }), version: version + 1 };
    const { matchedCount } = await packs.updateOne({ _id: id, version }, { $set: change });
    return matchedCount > 0;
  }

  return {
    async idsOf(pipelineId) {
      const found = await packs.find({ pipelineId }, { _id: 1 }).lean<Pick<PackDocument, '_id'>[]>();
      return found.map(({ _id }) => hex(_id));
    },
    async *read(pipelineId, ids) {
      const found = packs.find({ pipelineId }).lean<PackDocument[]>().cursor({ batchSize: 20 });
      for await (const document of found) if (ids.has(hex(document._id))) yield unpacked(document);
    },
    async insert({ id, pipelineId, stays }, tx) {
      await insertOne(packs, { _id: id, pipelineId, version: 1, ...packed(stays) }, within(tx));
    },
    async remove(ids, dealIds) {
      const gone = new Set(dealIds);
      for (const id of ids) while (!(await shrink(id, gone)));
    },
  };
}

/** Stands where a deal's id was. */
const blank = '0'.repeat(24);
const idBytes = 12;

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array | Uint16Array | Float64Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

/** Columns as they lie in memory: little-endian on everything Node runs on. */
const packed = (stays: StayColumns): Record<keyof Columns, Buffer> => ({
  deals: Buffer.from(stays.deals.join(''), 'hex'),
  stages: Buffer.from(stays.stages.join(''), 'hex'),
  deal: bytesOf(stays.deal),
  stage: bytesOf(stays.stage),
  to: bytesOf(stays.to),
  end: bytesOf(stays.end),
  enteredAt: bytesOf(stays.enteredAt),
  leftAt: bytesOf(stays.leftAt),
});

/** A copy of the bytes that begins where numbers of eight bytes may begin. */
const aligned = (column: Bytes): ArrayBuffer => {
  const found = Buffer.isBuffer(column) ? column : column.value();
  return Uint8Array.from(found).buffer;
};

const idsIn = (column: Bytes): string[] => {
  const text = (Buffer.isBuffer(column) ? column : Buffer.from(column.value())).toString('hex');
  return Array.from({ length: text.length / (2 * idBytes) }, (_, at) => text.slice(at * 24, (at + 1) * 24));
};

const unpacked = (pack: PackDocument): StayColumns => ({
  deals: idsIn(pack.deals),
  stages: idsIn(pack.stages),
  deal: new Uint32Array(aligned(pack.deal)),
  stage: new Uint16Array(aligned(pack.stage)),
  to: new Uint16Array(aligned(pack.to)),
  end: new Uint16Array(aligned(pack.end)),
  enteredAt: new Float64Array(aligned(pack.enteredAt)),
  leftAt: new Float64Array(aligned(pack.leftAt)),
});
