import type { Connection, QueryFilter } from 'mongoose';
import { interactionKinds } from '../../lib/contracts/interaction.ts';
import type { InteractionStore } from '../ports/index.ts';
import type { InteractionRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import {
  documentSchema,
  hex,
  hexOrNull,
  insertOne,
  modelOf,
  objectId,
  reference,
  text,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';
import {
  replaceVersion,
  versionedDocument,
  versionedFields,
  versionedRecord,
  type VersionedDocument,
} from './versioned.ts';

type InteractionDocument = VersionedDocument &
  Pick<InteractionRecord, 'kind' | 'at' | 'minutes' | 'outcome' | 'text' | 'participants'> & {
    customerId: ObjectId;
    dealId: ObjectId | null;
    authorId: ObjectId | null;
  };

const schema = documentSchema<InteractionDocument>({
  ...versionedFields,
  customerId: { type: objectId, required: true },
  dealId: reference,
  kind: { type: String, enum: interactionKinds, required: true },
  at: { type: Date, required: true },
  minutes: { type: Number, default: null },
  outcome: text,
  text: { type: String, default: '' },
  participants: [String],
  authorId: reference,
});

schema.index({ customerId: 1, alive: 1, at: 1, _id: 1 }).index({ dealId: 1, at: 1, _id: 1 });

const sortable = { at: { field: 'at', type: 'date' } } as const;

const toRecord = (document: InteractionDocument): InteractionRecord => ({
  ...versionedRecord(document),
  customerId: hex(document.customerId),
  dealId: hexOrNull(document.dealId),
  kind: document.kind,
  at: document.at,
  minutes: document.minutes,
  outcome: document.outcome,
  text: document.text,
  participants: document.participants,
  authorId: hexOrNull(document.authorId),
});

const toDocument = ({ id: _, ...record }: InteractionRecord) => ({
  ...record,
  ...versionedDocument({ id: _, ...record }),
});

export function createInteractionStore(connection: Connection): InteractionStore {
  const interactions = modelOf<InteractionDocument>(connection, 'interactions', schema);
  return {
    async find(id) {
      const found = await interactions.findById(id).lean<InteractionDocument>();
      return found && toRecord(found);
    },
    list({ customerIds, dealId, limit, cursor, sort }) {
      const filter = [
        { customerId: { $in: [...customerIds] }, alive: true },
        ...(dealId === undefined ? [] : [{ dealId }]),
      ];
      return pageOf(interactions, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async lastAt(customerIds, except) {
      const others = except === undefined ? {} : { _id: { $ne: except } };
      const filter = { customerId: { $in: [...customerIds] }, alive: true, ...others };
      const last = await interactions
        .findOne(filter as QueryFilter<InteractionDocument>, { at: 1 })
        .sort({ at: -1 })
        .lean<Pick<InteractionDocument, 'at'>>();
      return last?.at ?? null;
    },
    async insert(record, tx) {
      await insertOne(interactions, toDocument(record), within(tx));
    },
    async replace(record, tx) {
      await replaceVersion(interactions, toDocument(record), tx);
    },
    async forget(customerIds) {
      if (customerIds.length > 0) await interactions.deleteMany({ customerId: { $in: [...customerIds] } });
    },
  };
}
