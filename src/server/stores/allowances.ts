import type { Connection } from 'mongoose';
import type { AllowanceStore, Clock } from '../ports.ts';
import { isDuplicate } from './errors.ts';
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

  async function take(share: { key: string; limit: number | null }, hold: Hold): Promise<boolean> {
    const { key, limit } = share;
    if (limit !== null && hold.amount > limit) return false;
    const room = limit === null ? {} : { used: { $lte: limit - hold.amount } };
    const change = {
      $inc: { used: hold.amount },
      $push: { holds: hold },
      $set: { keepUntil: new Date(clock.now().getTime() + keptMs) },
    };
    // Without room the update would insert a second document of that key; so does, once, a race for the first.
    for (const isLast of [false, true]) {
      try {
        await allowances.updateOne({ _id: key, ...room }, change, { upsert: true });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        if (isLast || !(await giveBackExpired(key))) return false;
      }
    }
    return false;
  }

  /** Whether it is worth trying again: something was given back, or there is room after all. */
  async function giveBackExpired(key: string): Promise<boolean> {
    const found = await allowances.findById(key).lean<AllowanceDocument>();
    const expired = (found?.holds ?? []).filter(({ until }) => until <= clock.now());
    await end(expired.map(({ id, amount }) => ({ key, id, amount, spent: 0 })));
    return found !== null;
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
      const taken = await Promise.all(
        shares.map(async (share) => ({ ...share, granted: await take(share, { id, amount: share.amount, until }) })),
      );
      const refused = taken.find(({ granted }) => !granted);
      if (!refused) return null;
      const granted = taken.filter((share) => share.granted);
      await end(granted.map(({ key, amount }) => ({ key, id, amount, spent: 0 })));
      return refused.key;
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
