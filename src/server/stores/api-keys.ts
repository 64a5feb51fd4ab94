import type { Connection } from 'mongoose';
import { permissions } from '../../lib/contracts/permission.ts';
import { StaleRecordError, type ApiKeyStore } from '../ports/index.ts';
import type { ApiKeyRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import { date, documentSchema, hex, insertOne, modelOf, objectId, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

type ApiKeyDocument = Omit<ApiKeyRecord, 'id' | 'userId'> & { _id: ObjectId; userId: ObjectId };

const schema = documentSchema<ApiKeyDocument>({
  _id: objectId,
  hash: { type: String, required: true },
  userId: { type: objectId, required: true },
  name: { type: String, required: true },
  start: { type: String, required: true },
  permissions: [{ type: String, enum: permissions }],
  createdAt: { type: Date, required: true },
  expiresAt: date,
  lastUsedAt: date,
  revokedAt: date,
});

schema.index({ hash: 1 }, { unique: true }).index({ userId: 1, createdAt: 1, _id: 1 }).index({ createdAt: 1, _id: 1 });

const sortable = { createdAt: { field: 'createdAt', type: 'date' } } as const;

const toRecord = ({ _id, userId, ...key }: ApiKeyDocument): ApiKeyRecord => ({
  id: hex(_id),
  userId: hex(userId),
  ...key,
});

export function createApiKeyStore(connection: Connection): ApiKeyStore {
  const keys = modelOf<ApiKeyDocument>(connection, 'apiKeys', schema);
  return {
    async find(id) {
      const found = await keys.findById(id).lean<ApiKeyDocument>();
      return found && toRecord(found);
    },
    async findByHash(hash) {
      const found = await keys.findOne({ hash }).lean<ApiKeyDocument>();
      return found && toRecord(found);
    },
    list(userId, { limit, cursor, sort }) {
      const filter = userId === null ? [] : [{ userId }];
      return pageOf(keys, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    countActive(userId, at) {
      return keys.countDocuments({ userId, revokedAt: null, $or: [{ expiresAt: null }, { expiresAt: { $gt: at } }] });
    },
    async insert({ id, ...key }, tx) {
      await insertOne(keys, { _id: id, ...key }, within(tx));
    },
    async revoke(id, at, tx) {
      const { modifiedCount } = await keys.updateOne(
        { _id: id, revokedAt: null },
        { $set: { revokedAt: at } },
        within(tx),
      );
      if (modifiedCount === 0) throw new StaleRecordError('The API key is revoked already');
    },
    async touch(id, at) {
      await keys.updateOne({ _id: id }, { $set: { lastUsedAt: at } });
    },
  };
}
