import type { Connection } from 'mongoose';
import type { DismissalStore } from '../ports/index.ts';
import { documentSchema, hex, modelOf, objectId, reference, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

interface DismissalDocument {
  /** Both ids, the smaller first. */
  _id: string;
  customerIds: ObjectId[];
  dismissedBy: ObjectId | null;
  at: Date;
}

const schema = documentSchema<DismissalDocument>({
  _id: String,
  customerIds: [objectId],
  dismissedBy: reference,
  at: { type: Date, required: true },
});

schema.index({ customerIds: 1 });

export function createDismissalStore(connection: Connection): DismissalStore {
  const dismissals = modelOf<DismissalDocument>(connection, 'dismissedDuplicates', schema);
  return {
    async among(ids) {
      const found = await dismissals.find({ customerIds: { $in: ids } }).lean<DismissalDocument[]>();
      return found.map(({ customerIds: [one, other] }) => [hex(one!), hex(other!)] as const);
    },
    async add(pairs, { actorId, at }, tx) {
      for (const pair of pairs) {
        const customerIds = pair.toSorted();
        await dismissals.updateOne(
          { _id: customerIds.join(':') },
          { $setOnInsert: { customerIds, dismissedBy: actorId, at } },
          { ...within(tx), upsert: true },
        );
      }
    },
    async forget(ids) {
      if (ids.length > 0) await dismissals.deleteMany({ customerIds: { $in: ids } });
    },
  };
}
