import { LRUCache } from 'lru-cache';
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

interface RevisionDocument {
  _id: ObjectId;
  revision: number;
}
const revisionSchema = documentSchema<RevisionDocument>({ _id: objectId, revision: { type: Number, required: true } });

/** The packs of a pipeline as they stood at a revision: their versions, by id. */
export interface PackList {
  revision: number;
  versions: ReadonlyMap<string, number>;
}

/** What packs take in memory at most: a million stays of 200,000 deals take 70 MB. */
const keptBytes = 96 * 1024 * 1024;
const bytesOfId = 40;

export interface StagePacks {
  /** The packs there are of a pipeline. */
  listOf(pipelineId: string): Promise<PackList>;
  /** Whether no pack came or changed since. */
  isCurrent(pipelineId: string, list: PackList): Promise<boolean>;
  /** These packs, read as they are taken; those that were read before come from memory. */
  read(list: PackList): AsyncIterable<StayColumns>;
  insert(pack: { id: string; pipelineId: string; stays: StayColumns }, tx: Tx): Promise<void>;
  /** Takes the stays of deals out of packs. */
  remove(ids: readonly string[], dealIds: readonly string[]): Promise<void>;
}

export function createStagePacks(connection: Connection): StagePacks {
  const packs = modelOf<PackDocument>(connection, 'stagePacks', schema);
  const revisions = modelOf<RevisionDocument>(connection, 'stagePackRevisions', revisionSchema);
  const lists = new LRUCache<string, PackList>({ max: 100 });
  const kept = new LRUCache<string, StayColumns>({ maxSize: keptBytes, sizeCalculation: sizeOf });

  async function revisionOf(pipelineId: string): Promise<number> {
    const found = await revisions.findById(pipelineId).lean<RevisionDocument>();
    return found?.revision ?? 0;
  }

  async function revise(pipelineId: ObjectId | string, tx?: Tx): Promise<void> {
    const options = { upsert: true, ...(tx && within(tx)) };
    await revisions.updateOne({ _id: pipelineId }, { $inc: { revision: 1 } }, options);
  }

  function keep(document: PackDocument): StayColumns {
    const columns = unpacked(document);
    kept.set(nameOf(hex(document._id), document.version), columns);
    return columns;
  }

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
    if (matchedCount > 0) await revise(found.pipelineId);
    return matchedCount > 0;
  }

  return {
    async listOf(pipelineId) {
      const known = lists.get(pipelineId);
      const revision = await revisionOf(pipelineId);
      if (known?.revision === revision) return known;
      const found = await packs.find({ pipelineId }, { version: 1 }).lean<Pick<PackDocument, '_id' | 'version'>[]>();
      const list = { revision, versions: new Map(found.map(({ _id, version }) => [hex(_id), version])) };
      lists.set(pipelineId, list);
      return list;
    },
    isCurrent: async (pipelineId, { revision }) => (await revisionOf(pipelineId)) === revision,
    async *read({ versions }) {
      const missing: string[] = [];
      for (const [id, version] of versions) {
        const columns = kept.get(nameOf(id, version));
        if (columns) yield columns;
        else missing.push(id);
      }
      if (missing.length === 0) return;
      const found = packs
        .find({ _id: { $in: missing } })
        .lean<PackDocument[]>()
        .cursor({ batchSize: 20 });
      for await (const document of found) yield keep(document);
    },
    async insert({ id, pipelineId, stays }, tx) {
      await insertOne(packs, { _id: id, pipelineId, version: 1, ...packed(stays) }, within(tx));
      await revise(pipelineId, tx);
    },
    async remove(ids, dealIds) {
      const gone = new Set(dealIds);
      for (const id of ids) while (!(await shrink(id, gone)));
    },
  };
}

const nameOf = (id: string, version: number): string => `${id}.${version}`;

const sizeOf = ({ deals, deal, stage, to, end, enteredAt, leftAt }: StayColumns): number =>
  [deal, stage, to, end, enteredAt, leftAt].reduce((sum, { byteLength }) => sum + byteLength, 0) +
  deals.length * bytesOfId;

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
