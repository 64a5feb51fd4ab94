import type { Connection } from 'mongoose';
import { densities, viewLists } from '../../lib/contracts/view.ts';
import type { ViewStore } from '../ports/index.ts';
import type { ViewRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import { documentSchema, flag, hex, insertOne, modelOf, objectId, objectIdOf, text, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';
import {
  purgeDeleted,
  replaceVersion,
  versionedDocument,
  versionedFields,
  versionedRecord,
  type VersionedDocument,
} from './versioned.ts';

type ViewDocument = VersionedDocument &
  Pick<ViewRecord, 'list' | 'name' | 'filters' | 'sort' | 'columns' | 'density' | 'shared'> & {
    /** The name as lists are sorted by it. */
    nameKey: string;
    ownerId: ObjectId;
  };

const schema = documentSchema<ViewDocument>({
  ...versionedFields,
  list: { type: String, enum: viewLists, required: true },
  name: { type: String, required: true },
  nameKey: { type: String, required: true },
  filters: { type: String, default: '' },
  sort: text,
  columns: { type: [String], default: null },
  density: { type: String, enum: [...densities, null], default: null },
  shared: flag,
  ownerId: { type: objectId, required: true },
});

schema
  .index({ alive: 1, list: 1, nameKey: 1, _id: 1 })
  .index({ alive: 1, list: 1, createdAt: 1, _id: 1 })
  .index({ deletedAt: 1 });

const sortable = {
  name: { field: 'nameKey', type: 'text' },
  createdAt: { field: 'createdAt', type: 'date' },
} as const;

const toRecord = (document: ViewDocument): ViewRecord => ({
  ...versionedRecord(document),
  list: document.list,
  name: document.name,
  filters: document.filters,
  sort: document.sort,
  columns: document.columns,
  density: document.density,
  shared: document.shared,
  ownerId: hex(document.ownerId),
});

const toDocument = ({ id: _, ...record }: ViewRecord) => ({
  ...record,
  nameKey: record.name.toLowerCase(),
  ...versionedDocument({ id: _, ...record }),
});

export function createViewStore(connection: Connection): ViewStore {
  const views = modelOf<ViewDocument>(connection, 'views', schema);
  return {
    async find(id) {
      const found = await views.findById(id).lean<ViewDocument>();
      return found && toRecord(found);
    },
    list({ lists, member, limit, cursor, sort }) {
      const filter = [
        { alive: true, list: { $in: [...lists] } },
        { $or: [{ shared: true }, { ownerId: objectIdOf(member) }] },
      ];
      return pageOf(views, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async insert(record, tx) {
      await insertOne(views, toDocument(record), within(tx));
    },
    async replace(record, tx) {
      await replaceVersion(views, toDocument(record), tx);
    },
    purgeDeleted: (before) => purgeDeleted(views, before),
  };
}
