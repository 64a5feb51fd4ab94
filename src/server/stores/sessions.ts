import type { Connection } from 'mongoose';
import type { SessionStore } from '../ports/index.ts';
import type { SessionRecord } from '../records/index.ts';
import { refreshTokenModel } from './refresh-tokens.ts';
import { documentSchema, hex, insertOne, modelOf, objectId, text, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

type SessionDocument = Omit<SessionRecord, 'hash' | 'userId'> & { _id: string; userId: ObjectId };

const schema = documentSchema<SessionDocument>({
  _id: String,
  userId: { type: objectId, required: true },
  userAgent: text,
  ip: text,
  createdAt: { type: Date, required: true },
  lastUsedAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
});

schema.index({ userId: 1, lastUsedAt: -1 }).index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const toRecord = ({ _id, userId, ...session }: SessionDocument): SessionRecord => ({
  hash: _id,
  userId: hex(userId),
  ...session,
});

export function createSessionStore(connection: Connection): SessionStore {
  const sessions = modelOf<SessionDocument>(connection, 'sessions', schema);
  const refreshTokens = refreshTokenModel(connection);
  return {
    async find(hash) {
      const found = await sessions.findById(hash).lean<SessionDocument>();
      return found && toRecord(found);
    },
    async ofUser(userId) {
      const found = await sessions.find({ userId }).sort({ lastUsedAt: -1 }).lean<SessionDocument[]>();
      return found.map(toRecord);
    },
    async touch(hash, at, expiresAt) {
      await sessions.updateOne({ _id: hash }, { $set: { lastUsedAt: at, expiresAt } });
    },
    async insert({ hash, ...session }, tx) {
      await insertOne(sessions, { _id: hash, ...session }, within(tx));
    },
    async remove(hash, tx) {
      await sessions.deleteOne({ _id: hash }, within(tx));
      await refreshTokens.deleteMany({ sessionHash: hash }, within(tx));
    },
  };
}
