/*
 * Search words: folded, distinct, kept on each record in a multikey index and found by prefix (design, decision 10).
 */

const wordLength = 40;
const wordsPerQuery = 8;

/** Scripts written without spaces: a word may begin at any character of a run. */
const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

export const isUnspaced = (word: string): boolean => unspaced.test(word);

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

/** The words a record is found by, most telling texts first; at most `most`. */
export function wordsOf(texts: readonly (string | null)[], most = 64): string[] {
  const words = new Set<string>();
  for (const word of texts.flatMap((text) => split(text ?? ''))) {
    const characters = [...word];
    const starts = isUnspaced(word) ? characters.keys() : [0];
    for (const start of starts) {
      if (words.size === most) return [...words];
      words.add(cut(characters.slice(start).join('')));
    }
  }
  return [...words];
}

/** The words someone searches for, as records keep them. */
export const queryWords = (q: string): string[] => split(q).slice(0, wordsPerQuery).map(cut);

/** What holds for records with a word that begins so. A word holds letters and digits only: nothing is to be escaped. */
export const beginning = (word: string): { words: RegExp } => ({ words: new RegExp(`^${word}`) });

/** What holds for records with one of these words, and no others. */
export const having = (words: readonly string[]): { words: { $in: readonly string[] } } => ({ words: { $in: words } });

/** Conditions on `words` that a text searched for means: each of its words begins one of the record's. */
export function wordFilters(q: string | undefined): Record<string, unknown>[] {
  if (q === undefined) return [];
  const words = queryWords(q);
  // Nothing but punctuation finds nothing, rather than everything.
  return words.length === 0 ? [having([])] : words.map(beginning);
}
