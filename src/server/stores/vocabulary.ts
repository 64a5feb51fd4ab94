import type { Connection, Model } from 'mongoose';
import { slipsAllowed, slipsBetween } from '../../lib/domain/slips.ts';
import type { Clock } from '../ports/index.ts';
import { isBulkOfDuplicates } from './errors.ts';
import { date, documentSchema, modelOf } from './schema.ts';
import { isSpelt, spellingKeys } from './spelling.ts';

/** A word some record has, or had lately. How many have it, the records' own index knows. */
interface WordDocument {
  _id: string;
  /** What it shares with words it may be mistyped as. */
  keys: string[];
  /** When no record had it any more; null while one may. */
  idleSince: Date | null;
}

const schema = documentSchema<WordDocument>({ _id: String, keys: [String], idleSince: date });
schema.index({ keys: 1 });

/** So long a process trusts that a word it met is still there; far shorter than idle words are kept. */
const trustedMs = 10 * 60 * 1000;
const keptIdleMs = 60 * 60 * 1000;
const mostTrusted = 50_000;
const mostCandidates = 2000;
const page = 500;

export interface Vocabulary {
  /** Makes words known before a record that has them is written. */
  learn(words: readonly string[]): Promise<void>;
  /** Known words that may have been meant, nearest first. */
  near(word: string): Promise<{ word: string; slips: number }[]>;
  /**
   * Forgets words that nothing has had for an hour, and says how many. Whoever writes a word meanwhile keeps it: it is
   * marked first, a writer takes the mark away, and an hour is longer than a writer can take.
   */
  sweep(isUsed: (word: string) => Promise<boolean>, signal: AbortSignal): Promise<number>;
  /** Forgets a word nothing has any more, at once. */
  forget(word: string): Promise<void>;
  isEmpty(): Promise<boolean>;
}

export function createVocabulary(connection: Connection, clock: Clock): Vocabulary {
  const vocabulary = modelOf<WordDocument>(connection, 'vocabulary', schema);
  const trusted = new Map<string, number>();

  async function learn(words: readonly string[]): Promise<void> {
    const now = clock.now().getTime();
    const unsure = words.filter((word) => isSpelt(word) && (trusted.get(word) ?? 0) < now);
    if (unsure.length === 0) return;
    const found = await vocabulary.find({ _id: { $in: unsure }, idleSince: null }, { _id: 1 }).lean<WordDocument[]>();
    const known = new Set(found.map(({ _id }) => _id));
    await add(
      vocabulary,
      unsure.filter((word) => !known.has(word)),
    );
    if (trusted.size > mostTrusted) trusted.clear();
    for (const word of unsure) trusted.set(word, now + trustedMs);
  }

  return {
    learn,
    async near(word) {
      if (!isSpelt(word)) return [];
      const found = await vocabulary
        .find({ keys: { $in: spellingKeys(word) } }, { _id: 1 })
        .limit(mostCandidates)
        .lean<Pick<WordDocument, '_id'>[]>();
      return found
        .map(({ _id }) => ({ word: _id, slips: slipsBetween(word, _id) }))
        .filter(({ word: other, slips }) => slips <= slipsAllowed(word, other))
        .sort((one, other) => one.slips - other.slips);
    },
    async sweep(isUsed, signal) {
      let forgotten = 0;
      for (let after = ''; ;) {
        const words = await vocabulary
          .find({ _id: { $gt: after } }, { idleSince: 1 })
          .sort({ _id: 1 })
          .limit(page)
          .lean<Pick<WordDocument, '_id' | 'idleSince'>[]>();
        const now = clock.now();
        for (const { _id, idleSince } of words) {
          signal.throwIfAborted();
          if (await isUsed(_id)) continue;
          if (idleSince === null) await vocabulary.updateOne({ _id }, { $set: { idleSince: now } });
          else if (now.getTime() - idleSince.getTime() > keptIdleMs) {
            forgotten += (await vocabulary.deleteOne({ _id, idleSince })).deletedCount;
          }
        }
        const last = words.at(-1);
        if (!last || words.length < page) return forgotten;
        after = last._id;
      }
    },
    async forget(word) {
      trusted.delete(word);
      await vocabulary.deleteOne({ _id: word });
    },
    isEmpty: async () => (await vocabulary.estimatedDocumentCount()) === 0,
  };
}

async function add(vocabulary: Model<WordDocument>, words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  const upserts = words.map((word) => ({
    updateOne: {
      filter: { _id: word },
      update: { $set: { keys: spellingKeys(word), idleSince: null } },
      upsert: true,
    },
  }));
  try {
    await vocabulary.bulkWrite(upserts, { ordered: false });
  } catch (error) {
    // Others learn the same words at the same time.
    if (!isBulkOfDuplicates(error)) throw error;
  }
}
