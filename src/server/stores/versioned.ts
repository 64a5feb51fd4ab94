import type { Model, QueryFilter } from 'mongoose';
import { StaleRecordError, type Tx } from '../ports/index.ts';
import type { Versioned } from '../records/index.ts';
import { anything, date, hex, objectId, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

/** How versioned, soft-deleted records are kept. */
export interface VersionedDocument {
  _id: ObjectId;
  version: number;
  /** Pairs rather than an object: paths hold dots. */
  fieldVersions: { path: string; version: number }[];
  deletedAt: Date | null;
  /** Not deleted: the first field of the lists' indexes. */
  alive: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export const versionedFields = {
  _id: objectId,
  version: { type: Number, required: true },
  fieldVersions: [anything],
  deletedAt: date,
  alive: { type: Boolean, required: true },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
};

export const versionedRecord = (document: VersionedDocument): Versioned => ({
  id: hex(document._id),
  version: document.version,
  fieldVersions: Object.fromEntries(document.fieldVersions.map(({ path, version }) => [path, version])),
  deletedAt: document.deletedAt,
  createdAt: document.createdAt,
  updatedAt: document.updatedAt,
});

/** The fields of a versioned record as the database keeps them. */
export const versionedDocument = (record: Versioned) => ({
  _id: record.id,
  version: record.version,
  fieldVersions: Object.entries(record.fieldVersions).map(([path, version]) => ({ path, version })),
  deletedAt: record.deletedAt,
  alive: record.deletedAt === null,
  createdAt: record.createdAt,
  updatedAt: record.updatedAt,
});

/** Replaces the document that is one version behind; throws StaleRecordError when there is none. */
export async function replaceVersion<Document extends { _id: ObjectId; version: number }>(
  model: Model<Document>,
  document: { _id: string; version: number },
  tx: Tx,
): Promise<void> {
  const previous = { _id: document._id, version: document.version - 1 } as QueryFilter<Document>;
  const { matchedCount } = await model.replaceOne(previous, document, within(tx));
  if (matchedCount === 0) throw new StaleRecordError(`${model.modelName} ${document._id} changed meanwhile`);
}

/** As `replaceVersion`, of several documents in one command. */
export async function replaceVersions<Document extends { _id: ObjectId; version: number }>(
  model: Model<Document>,
  documents: readonly { _id: string; version: number }[],
  tx: Tx,
): Promise<void> {
  if (documents.length === 0) return;
  const operations = documents.map((document) => ({
    replaceOne: { filter: { _id: document._id, version: document.version - 1 }, replacement: document },
  }));
  const { matchedCount } = await model.bulkWrite(operations as never, within(tx));
  if (matchedCount < documents.length) throw new StaleRecordError(`${model.modelName}: one of many changed meanwhile`);
}

/** The condition of a list's `assignedTo`. `me` must have been resolved: a store knows no caller. */
export function ownerFilter(assignedTo: string | undefined): { assignedTo: string | null }[] {
  if (assignedTo === 'me') throw new TypeError('Resolve `me` before asking the store');
  return assignedTo === undefined ? [] : [{ assignedTo: assignedTo === 'nobody' ? null : assignedTo }];
}

/** Ids of what was deleted before an instant. */
export async function deletedBefore<Document extends VersionedDocument>(
  model: Model<Document>,
  before: Date,
): Promise<string[]> {
  const filter = { deletedAt: { $lt: before } } as QueryFilter<Document>;
  const found = await model.find(filter, { _id: 1 }).lean<Pick<Document, '_id'>[]>();
  return found.map(({ _id }) => hex(_id));
}

/** Removes for good what was deleted before an instant; answers how many. */
export async function purgeDeleted<Document extends VersionedDocument>(
  model: Model<Document>,
  before: Date,
): Promise<number> {
  const { deletedCount } = await model.deleteMany({ deletedAt: { $lt: before } } as QueryFilter<Document>);
  return deletedCount;
}

/** How many of the living of which `among` holds have each value of a field; null counts for nothing. */
export async function countBy<Document extends VersionedDocument>(
  model: Model<Document>,
  field: keyof Document & string,
  among: Record<string, unknown>,
): Promise<Record<string, number>> {
  const groups = await model.aggregate<{ _id: ObjectId | string | null; count: number }>([
    { $match: { alive: true, ...among } },
    { $group: { _id: `$${field}`, count: { $sum: 1 } } },
  ]);
  return Object.fromEntries(groups.filter(({ _id }) => _id !== null).map(({ _id, count }) => [String(_id), count]));
}
