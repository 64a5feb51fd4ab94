import type { Connection } from 'mongoose';
import type { SampleIds, SampleStore } from '../ports/index.ts';
import { documentSchema, hex, insertAll, modelOf, objectId, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

interface SampleDocument {
  /** The record's own id. */
  _id: ObjectId;
  kind: keyof SampleIds;
}

const schema = documentSchema<SampleDocument>({ _id: objectId, kind: { type: String, required: true } });

export function createSampleStore(connection: Connection): SampleStore {
  const samples = modelOf<SampleDocument>(connection, 'samples', schema);
  return {
    async all() {
      const found = await samples.find().sort({ _id: 1 }).lean<SampleDocument[]>();
      const of = (wanted: keyof SampleIds) => found.filter(({ kind }) => kind === wanted).map(({ _id }) => hex(_id));
      return { customers: of('customers'), deals: of('deals'), tasks: of('tasks') };
    },
    async mark(kind, ids, tx) {
      await insertAll(
        samples,
        ids.map((_id) => ({ _id, kind })),
        within(tx),
      );
    },
    async forget(ids, tx) {
      await samples.deleteMany({ _id: { $in: ids } }, within(tx));
    },
  };
}
