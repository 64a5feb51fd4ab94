import type { Connection, Model, QueryFilter } from 'mongoose';
import { auditKinds, auditSubjects, type AuditFilters } from '../../lib/contracts/audit.ts';
import type { AuditDraft } from '../../lib/domain/audit.ts';
import type { AuditStore, Ids, Tx } from '../ports/index.ts';
import type { AuditRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import {
  anything,
  count,
  documentSchema,
  hex,
  insertAll,
  modelOf,
  objectId,
  partSchema,
  text,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';

type AuditDocument = Omit<AuditRecord, 'id'> & {
  _id: ObjectId;
  /** Names an entry that several commits add to. */
  key: string | null;
};

const keptSeconds = 365 * 24 * 60 * 60;

const schema = documentSchema<AuditDocument>({
  _id: objectId,
  kind: { type: String, enum: auditKinds, required: true },
  at: { type: Date, required: true },
  actor: partSchema({ kind: String, id: text, name: String }),
  from: { type: partSchema({ ip: text, userAgent: text }), default: null },
  subject: {
    type: partSchema({ type: { type: String, enum: auditSubjects }, id: text, name: text }),
    default: null,
  },
  count,
  changes: [partSchema({ path: String, from: anything, to: anything })],
  key: text,
});

schema
  .index({ at: 1, _id: 1 })
  .index({ kind: 1, at: 1, _id: 1 })
  .index({ 'actor.id': 1, at: 1, _id: 1 })
  .index({ key: 1 }, { unique: true, partialFilterExpression: { key: { $gt: '' } } })
  .index({ at: 1 }, { expireAfterSeconds: keptSeconds });

const sortable = { at: { field: 'at', type: 'date' } } as const;

const conditions = ({ actor, kind, from, to }: AuditFilters): Record<string, unknown>[] => [
  ...(actor ? [{ 'actor.id': actor }] : []),
  ...(kind ? [{ kind: { $in: kind } }] : []),
  ...(from ? [{ at: { $gte: new Date(from) } }] : []),
  ...(to ? [{ at: { $lt: new Date(to) } }] : []),
];

const toRecord = ({ _id, kind, at, actor, from, subject, count: many, changes }: AuditDocument): AuditRecord => ({
  id: hex(_id),
  ...{ kind, at, actor, from, subject, changes },
  count: many,
});

const modelOn = (connection: Connection): Model<AuditDocument> => modelOf(connection, 'audit', schema);

export function createAuditStore(connection: Connection): AuditStore {
  const audit = modelOn(connection);
  return {
    list(query) {
      const { limit, cursor, sort } = query;
      return pageOf(audit, { filter: conditions(query), order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    each(filters) {
      const all = conditions(filters);
      const found = audit
        .find((all.length > 0 ? { $and: all } : {}) as QueryFilter<AuditDocument>)
        .sort({ at: -1, _id: -1 })
        .lean<AuditDocument[]>()
        .cursor({ batchSize: 500 });
      return Promise.resolve(found.map((document) => toRecord(document)));
    },
  };
}

/** Writes entries in the transaction of what they tell of. Those of a key are added to the one there is. */
export function auditWriter(
  connection: Connection,
  ids: Ids,
): (drafts: readonly AuditDraft[], at: Date, tx: Tx) => Promise<void> {
  const audit = modelOn(connection);
  return async (drafts, at, tx) => {
    const single = drafts.filter(({ key }) => key === null);
    await insertAll(
      audit,
      single.map((draft) => ({ _id: ids.next(), at, ...draft })),
      within(tx),
    );
    for (const { key, count: more, ...draft } of drafts.filter((each) => each.key !== null)) {
      await audit.updateOne(
        { key },
        { $inc: { count: more }, $setOnInsert: { _id: ids.next(), at, ...draft } },
        { ...within(tx), upsert: true },
      );
    }
  };
}
