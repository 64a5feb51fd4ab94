/*
 * Search words: folded, distinct, kept on each record in a multikey index and found by prefix (design, decision 10).
 */

const wordLength = 40;
const wordsPerRecord = 64;
const wordsPerQuery = 8;
/** Above every character a word can hold, in UTF-8 order. */
const last = '\u{10ffff}';

/** Scripts written without spaces: a word may begin at any character of a run. */
const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

/** Lower case without accents and compatibility forms: `Écläir` and `eclair` are the same. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');

/** What a text sorts by: folded, and short enough for an index and a cursor. */
export const sortText = (text: string): string => [...fold(text).trim()].slice(0, 60).join('');

const split = (text: string): string[] => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
const cut = (word: string): string => [...word].slice(0, wordLength).join('');

/** The words a record is found by, most telling texts first; at most 64. */
export function wordsOf(texts: readonly (string | null)[]): string[] {
  const words = new Set<string>();
  for (const word of texts.flatMap((text) => split(text ?? ''))) {
    const characters = [...word];
    const starts = unspaced.test(word) ? characters.keys() : [0];
    for (const start of starts) {
      if (words.size === wordsPerRecord) return [...words];
      words.add(cut(characters.slice(start).join('')));
    }
  }
  return [...words];
}

/** Conditions on `words` that a text searched for means: each of its words begins one of the record's. */
export const wordFilters = (q: string | undefined): { words: { $elemMatch: { $gte: string; $lte: string } } }[] => {
  if (q === undefined) return [];
  const words = split(q).slice(0, wordsPerQuery).map(cut);
  // Nothing but punctuation finds nothing, rather than everything.
  return (words.length > 0 ? words : [last]).map((word) => ({
    words: { $elemMatch: { $gte: word, $lte: word + last } },
  }));
};
