import type { Connection } from 'mongoose';
import { StaleRecordError, type OneTimeTokenStore } from '../ports/index.ts';
import type { OneTimeTokenRecord } from '../records/index.ts';
import { documentSchema, hexOrNull, insertOne, modelOf, reference, text, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

type OneTimeTokenDocument = Omit<OneTimeTokenRecord, 'hash' | 'userId'> & { _id: string; userId: ObjectId | null };

const schema = documentSchema<OneTimeTokenDocument>({
  _id: String,
  purpose: { type: String, required: true },
  userId: reference,
  email: text,
  role: text,
  expiresAt: { type: Date, required: true },
});

schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const toRecord = ({ _id, userId, ...token }: OneTimeTokenDocument): OneTimeTokenRecord => ({
  hash: _id,
  userId: hexOrNull(userId),
  ...token,
});

export function createOneTimeTokenStore(connection: Connection): OneTimeTokenStore {
  const tokens = modelOf<OneTimeTokenDocument>(connection, 'oneTimeTokens', schema);
  return {
    async find(hash) {
      const found = await tokens.findById(hash).lean<OneTimeTokenDocument>();
      return found && toRecord(found);
    },
    async insert({ hash, ...token }, tx) {
      await insertOne(tokens, { _id: hash, ...token }, within(tx));
    },
    async take(hash, tx) {
      const { deletedCount } = await tokens.deleteOne({ _id: hash }, within(tx));
      if (deletedCount === 0) throw new StaleRecordError('The token was used or is gone');
    },
  };
}
