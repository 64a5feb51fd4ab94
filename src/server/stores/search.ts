import type { Model, QueryFilter } from 'mongoose';
import type { Correction } from '../../lib/contracts/common.ts';
import type { VersionedDocument } from './versioned.ts';
import type { Vocabulary } from './vocabulary.ts';
import { beginning, having, queryWords } from './words.ts';

/** So many words that may have been meant are looked up in a collection, and so many are searched for. */
const mostTried = 24;
const mostMeant = 3;
/** More records with a word make no difference to its rank. */
const mostCounted = 1000;

export interface Search {
  /** Conditions on the records' `words`. */
  filter: Record<string, unknown>[];
  /** Words no record has, with what is searched for instead. */
  corrections: Correction[];
}

type Searchable = VersionedDocument & { words: string[] };

/**
 * What a text means in a collection, of the records of which `among` holds: each of its words begins one of a record's words. A word that begins none there is
 * taken for a slip, and stands for the nearest words records have.
 */
export async function searchFor<Document extends Searchable>(
  records: Model<Document>,
  vocabulary: Vocabulary,
  { q, among }: { q: string | undefined; among: object },
): Promise<Search> {
  if (q === undefined) return { filter: [], corrections: [] };
  const words = queryWords(q);
  // Nothing but punctuation finds nothing, rather than everything.
  if (words.length === 0) return { filter: [having([])], corrections: [] };
  const meant = await Promise.all(words.map((word) => meaning(records, vocabulary, { word, among })));
  return {
    filter: meant.map(({ filter }) => filter),
    corrections: meant.flatMap(({ word, instead }) => (instead.length > 0 ? [{ word, instead }] : [])),
  };
}

async function meaning<Document extends Searchable>(
  records: Model<Document>,
  vocabulary: Vocabulary,
  { word, among }: { word: string; among: object },
): Promise<{ word: string; filter: Record<string, unknown>; instead: string[] }> {
  const count = (condition: object, limit: number) =>
    records.countDocuments({ ...among, ...condition } as QueryFilter<Document>, { limit });
  if ((await count(beginning(word), 1)) > 0) return { word, filter: beginning(word), instead: [] };
  const near = (await vocabulary.near(word)).slice(0, mostTried);
  const counted = await Promise.all(
    near.map(async (each) => ({ ...each, records: await count(having([each.word]), mostCounted) })),
  );
  const used = counted.filter((each) => each.records > 0);
  const nearest = used
    .filter(({ slips }) => slips === used[0]?.slips)
    .sort((one, other) => startsAlike(word, other.word) - startsAlike(word, one.word) || other.records - one.records);
  const instead = nearest.slice(0, mostMeant).map((each) => each.word);
  return { word, instead, filter: instead.length > 0 ? having(instead) : beginning(word) };
}

/** The first letter is rarely the one mistyped. */
const startsAlike = (one: string, other: string): number => (other.startsWith(one.charAt(0)) ? 1 : 0);
