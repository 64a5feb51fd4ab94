import type { Connection } from 'mongoose';
import type { AllowanceShare, AllowanceStore, Clock } from '../ports/index.ts';
import { isBulkOfDuplicates } from './errors.ts';
import { anything, documentSchema, modelOf } from './schema.ts';

interface Hold {
  id: string;
  amount: number;
  until: Date;
}
interface AllowanceDocument {
  _id: string;
  /** What was spent and what is held. */
  used: number;
  holds: Hold[];
  /** Nobody asks for it any more after this. */
  keepUntil: Date;
}

const schema = documentSchema<AllowanceDocument>({
  _id: String,
  used: { type: Number, required: true },
  holds: [anything],
  keepUntil: { type: Date, required: true },
});

schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });

/** Longer than the longest period anybody counts. */
const keptMs = 62 * 24 * 60 * 60 * 1000;

/**
 * Each allowance is one document, and each step one conditional update of it: no two processes can both take the last
 * of it, and a hold is given back once, whoever does it. A hold that ran out is given back when it stands in the way.
 */
export function createAllowanceStore(connection: Connection, clock: Clock): AllowanceStore {
  const allowances = modelOf<AllowanceDocument>(connection, 'allowances', schema);

  /** Takes what can be taken, in one round trip; answers the shares that were refused. */
  async function take(shares: readonly AllowanceShare[], id: string, until: Date): Promise<AllowanceShare[]> {
    const keepUntil = new Date(clock.now().getTime() + keptMs);
    const writes = shares.map(({ key, amount, limit }) => ({
      updateOne: {
        filter: { _id: key, ...(limit !== null && { used: { $lte: limit - amount } }) },
        update: { $inc: { used: amount }, $push: { holds: { id, amount, until } }, $set: { keepUntil } },
        upsert: true,
      },
    }));
    try {
      await allowances.bulkWrite(writes, { ordered: false });
      return [];
    } catch (error) {
      // Without room an update tries to insert a second document of that key; so does, once, a race for the first.
      if (!isBulkOfDuplicates(error)) throw error;
      return [error.writeErrors].flat().flatMap(({ index }) => shares[index] ?? []);
    }
  }

  /** Tries again once what nobody will settle any more is given back. */
  async function takeAgain(shares: readonly AllowanceShare[], id: string, until: Date): Promise<AllowanceShare[]> {
    if (shares.length === 0) return [];
    const found = await allowances.find({ _id: { $in: shares.map(({ key }) => key) } }).lean<AllowanceDocument[]>();
    await end(
      found.flatMap(({ _id: key, holds }) =>
        holds.filter((hold) => hold.until <= clock.now()).map((hold) => ({ ...hold, key, spent: 0 })),
      ),
    );
    return take(shares, id, until);
  }

  /** Counts what was spent, whether or not the hold is still there, then gives the hold back if it is. */
  async function end(ends: { key: string; id: string; amount: number; spent: number }[]): Promise<void> {
    if (ends.length === 0) return;
    const writes = ends.flatMap(({ key, id, amount, spent }) => [
      ...(spent > 0 ? [{ updateOne: { filter: { _id: key }, update: { $inc: { used: spent } } } }] : []),
      {
        updateOne: {
          filter: { _id: key, 'holds.id': id },
          update: { $inc: { used: -amount }, $pull: { holds: { id } } },
        },
      },
    ]);
    await allowances.bulkWrite(writes);
  }

  return {
    async hold(id, shares, until) {
      const never = shares.find(({ amount, limit }) => limit !== null && amount > limit);
      if (never) return never.key;
      const refused = await takeAgain(await take(shares, id, until), id, until);
      const [first] = refused;
      if (!first) return null;
      const taken = shares.filter((share) => !refused.includes(share));
      await end(taken.map((share) => ({ ...share, id, spent: 0 })));
      return first.key;
    },
    settle: (id, shares) => end(shares.map((share) => ({ ...share, id }))),
    async used(keys) {
      const found = await allowances.find({ _id: { $in: keys } }).lean<AllowanceDocument[]>();
      const now = clock.now();
      const live = ({ used, holds }: AllowanceDocument) =>
        used - holds.filter(({ until }) => until <= now).reduce((sum, { amount }) => sum + amount, 0);
      const amounts = new Map(found.map((document) => [document._id, Math.max(0, live(document))]));
      return keys.map((key) => amounts.get(key) ?? 0);
    },
  };
}
