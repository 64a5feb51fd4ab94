import { mongo, type Connection } from 'mongoose';
import type { ErasureStore } from '../../ports/index.ts';
import type { ErasureRecord } from '../../records/index.ts';
import { createDealChanges } from '../deal-ledger/changes.ts';
import { orderBy, pageOf } from '../keyset.ts';
import {
  count,
  documentSchema,
  hex,
  hexOrNull,
  insertOne,
  modelOf,
  objectId,
  partSchema,
  reference,
  text,
  type ObjectId,
} from '../schema.ts';
import { within } from '../transaction.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { wordsOf } from '../words.ts';
import {
  blankAudit,
  dropFiles,
  emptyAnswers,
  emptyEvents,
  finder,
  forgetWords,
  removeByIds,
  removeHolding,
} from './copies.ts';

type ErasureDocument = Pick<ErasureRecord, 'at' | 'reason' | 'removed'> & {
  _id: ObjectId;
  customerId: ObjectId;
  erasedBy: ObjectId | null;
};

const schema = documentSchema<ErasureDocument>({
  _id: objectId,
  customerId: { ...reference, required: true },
  at: { type: Date, required: true },
  erasedBy: reference,
  reason: text,
  removed: partSchema({ customers: count, notes: count, deals: count, tasks: count }),
});
schema.index({ at: 1, _id: 1 });

const sortable = { at: { field: 'at', type: 'date' } } as const;

const toRecord = ({ _id, customerId, erasedBy, at, reason, removed }: ErasureDocument): ErasureRecord => ({
  ...{ id: hex(_id), customerId: hex(customerId), erasedBy: hexOrNull(erasedBy), at, reason, removed },
});

/** How customers are erased: see copies.ts for where their data lies. */
export function createErasureStore(connection: Connection, vocabulary: Vocabulary): ErasureStore {
  const erasures = modelOf<ErasureDocument>(connection, 'erasures', schema);
  const changes = createDealChanges(connection);
  return {
    async remove({ customerIds, dealIds, taskIds }, tx) {
      for (const [name, ids] of Object.entries({ customers: customerIds, deals: dealIds, tasks: taskIds })) {
        const _id = { $in: ids.map((id) => new mongo.ObjectId(id)) };
        if (ids.length > 0) await connection.collection(name).deleteMany({ _id }, within(tx));
      }
      await changes.note(dealIds, tx);
    },
    async sweep(traces) {
      const holds = finder(traces);
      await removeByIds(connection, traces);
      await emptyEvents(connection, holds);
      await emptyAnswers(connection, holds);
      await blankAudit(connection, holds);
      await dropFiles(connection, traces.texts);
      await removeHolding(connection, traces);
      await forgetWords(connection, vocabulary, wordsOf(traces.said, Infinity));
    },
    async insert({ id, ...record }, tx) {
      await insertOne(erasures, { _id: id, ...record }, within(tx));
    },
    list({ limit, cursor, sort }) {
      return pageOf(erasures, { filter: [], order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
  };
}
