import type { Connection } from 'mongoose';
import type { Clock, IdempotencyStore } from '../ports/index.ts';
import { isDuplicate } from './errors.ts';
import { anything, documentSchema, modelOf } from './schema.ts';

type Answer = Parameters<IdempotencyStore['complete']>[1];

interface KeyDocument {
  _id: string;
  fingerprint: string;
  /** Until then the request that reserved the key is taken to be at work. */
  busyUntil: Date;
  answer: Answer | null;
  createdAt: Date;
}

const keptMs = 24 * 60 * 60 * 1000;
const busyMs = 60_000;

const schema = documentSchema<KeyDocument>({
  _id: String,
  fingerprint: { type: String, required: true },
  busyUntil: { type: Date, required: true },
  answer: { type: anything, default: null },
  createdAt: { type: Date, required: true },
});

schema.index({ createdAt: 1 }, { expireAfterSeconds: keptMs / 1000 });

export function createIdempotencyStore(connection: Connection, clock: Clock): IdempotencyStore {
  const keys = modelOf<KeyDocument>(connection, 'idempotencyKeys', schema);
  return {
    async begin(key, fingerprint) {
      const now = clock.now();
      const busyUntil = new Date(now.getTime() + busyMs);
      // Free: never seen, expired, or left behind by a request whose process died.
      const expired = { createdAt: { $lte: new Date(now.getTime() - keptMs) } };
      const abandoned = { fingerprint, answer: null, busyUntil: { $lt: now } };
      try {
        await keys.updateOne(
          { _id: key, $or: [expired, abandoned] },
          { $set: { fingerprint, busyUntil, answer: null, createdAt: now } },
          { upsert: true },
        );
        return { kind: 'fresh' };
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      const taken = await keys.findById(key).lean<KeyDocument>();
      if (!taken) return { kind: 'busy' };
      if (taken.fingerprint !== fingerprint) return { kind: 'mismatch' };
      return taken.answer ? { kind: 'replay', ...taken.answer } : { kind: 'busy' };
    },
    async complete(key, answer) {
      await keys.updateOne({ _id: key }, { $set: { answer } });
    },
    async abandon(key) {
      await keys.deleteOne({ _id: key, answer: null });
    },
  };
}
