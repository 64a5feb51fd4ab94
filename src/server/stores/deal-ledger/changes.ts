import { Types, type Connection } from 'mongoose';
import type { Tx } from '../../ports/index.ts';
import { documentSchema, hex, insertOne, modelOf, objectId, type ObjectId } from '../schema.ts';
import { within } from '../transaction.ts';

interface ChangeDocument {
  _id: ObjectId;
  /** By the clock of the process that wrote it, a moment before the commit. */
  at: Date;
  deals: ObjectId[];
}

/** How long changes can be asked for. */
export const keptMs = 24 * 60 * 60 * 1000;

const schema = documentSchema<ChangeDocument>({
  _id: objectId,
  at: { type: Date, required: true },
  deals: [objectId],
});
schema.index({ at: 1 }, { expireAfterSeconds: keptMs / 1000 });

/** Which deals changed: noted in the commit that changes them, so that who keeps figures of deals misses none. */
export interface DealChanges {
  note(dealIds: readonly string[], tx: Tx): Promise<void>;
  /** The changes noted since a time, without those known already. */
  since(time: Date, known: ReadonlySet<string>): Promise<{ changes: ReadonlySet<string>; dealIds: string[] }>;
}

export function createDealChanges(connection: Connection): DealChanges {
  const changes = modelOf<ChangeDocument>(connection, 'dealChanges', schema);
  return {
    async note(dealIds, tx) {
      if (dealIds.length === 0) return;
      await insertOne(changes, { _id: new Types.ObjectId(), at: new Date(), deals: dealIds }, within(tx));
    },
    async since(time, known) {
      const found = await changes.find({ at: { $gte: time } }, { _id: 1 }).lean<Pick<ChangeDocument, '_id'>[]>();
      const ids = found.map(({ _id }) => hex(_id));
      const fresh = ids.filter((id) => !known.has(id));
      const rows =
        fresh.length === 0 ? [] : await changes.find({ _id: { $in: fresh } }, { deals: 1 }).lean<ChangeDocument[]>();
      return { changes: new Set(ids), dealIds: [...new Set(rows.flatMap(({ deals }) => deals.map(hex)))] };
    },
  };
}
