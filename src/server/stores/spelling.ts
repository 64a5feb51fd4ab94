import { isUnspaced } from './words.ts';

/*
 * Words near a mistyped one, found by what is left of both when letters are taken out: whatever was added, left out,
 * mistaken or swapped, some of what is left is the same (W. Garbe, Symmetric Delete, 2012). Only the beginning of a word
 * is kept so, which bounds the keys of a long one.
 */

const shortest = 3;
const beginning = 6;

/** Whether people may mistype it: words of letters. Numbers are typed as they are, and Chinese is not typed by letters. */
export const isSpelt = (word: string): boolean =>
  word.length >= shortest && /^[\p{L}\p{M}]+$/u.test(word) && !isUnspaced(word);

/** The keys two words share when no more slips than allowed lie between them: at most 22. */
export function spellingKeys(word: string): string[] {
  const characters = [...word];
  const start = characters.slice(0, beginning).join('');
  const once = shorter(start);
  const twice = characters.length >= beginning ? once.flatMap(shorter) : [];
  return [...new Set([start, ...once, ...twice])];
}

const shorter = (text: string): string[] => {
  const characters = [...text];
  return characters.map((_, left) => characters.toSpliced(left, 1).join(''));
};
