import type { Connection, Model } from 'mongoose';
import { StaleRecordError, type RefreshTokenStore } from '../ports/index.ts';
import type { RefreshTokenRecord } from '../records/index.ts';
import { date, documentSchema, hex, insertOne, modelOf, objectId, text, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

type RefreshTokenDocument = Omit<RefreshTokenRecord, 'hash' | 'userId'> & { _id: string; userId: ObjectId };

const schema = documentSchema<RefreshTokenDocument>({
  _id: String,
  sessionHash: { type: String, required: true },
  userId: { type: objectId, required: true },
  usedAt: date,
  successor: text,
  expiresAt: { type: Date, required: true },
});

schema.index({ sessionHash: 1 }).index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const refreshTokenModel = (connection: Connection): Model<RefreshTokenDocument> =>
  modelOf(connection, 'refreshTokens', schema);

const toRecord = ({ _id, userId, ...token }: RefreshTokenDocument): RefreshTokenRecord => ({
  hash: _id,
  userId: hex(userId),
  ...token,
});

export function createRefreshTokenStore(connection: Connection): RefreshTokenStore {
  const tokens = refreshTokenModel(connection);
  return {
    async find(hash) {
      const found = await tokens.findById(hash).lean<RefreshTokenDocument>();
      return found && toRecord(found);
    },
    async insert({ hash, ...token }, tx) {
      await insertOne(tokens, { _id: hash, ...token }, within(tx));
    },
    async use(hash, successor, at, tx) {
      const change = { $set: { usedAt: at, successor } };
      const { matchedCount } = await tokens.updateOne({ _id: hash, usedAt: null }, change, within(tx));
      if (matchedCount === 0) throw new StaleRecordError('The refresh token was used or is gone');
    },
  };
}
