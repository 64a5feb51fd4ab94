import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slipsAllowed, slipsBetween } from '../../../src/lib/domain/slips.ts';
import { isSpelt, spellingKeys } from '../../../src/server/stores/spelling.ts';

const share = (one: string, other: string) => {
  const keys = new Set(spellingKeys(one));
  return spellingKeys(other).some((key) => keys.has(key));
};

test.each([
  ['amce', 'acme', 1],
  ['cme', 'acme', 1],
  ['acmee', 'acme', 1],
  ['akme', 'acme', 1],
  ['indsutreis', 'industries', 2],
  ['kitten', 'sitting', 3],
  ['acme', 'acme', 0],
  ['', 'abc', 3],
])('%s and %s lie %i slips apart', (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips);
  expect(slipsBetween(other, one)).toBe(slips);
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), minLength: 3, maxLength: 12 });
const slip = fc.record({
  kind: fc.constantFrom('add', 'leave out', 'mistake', 'swap'),
  at: fc.nat(12),
  letter: fc.constantFrom('a', 'z'),
});

function mistyped(word: string, { kind, at, letter }: { kind: string; at: number; letter: string }): string {
  const place = at % word.length;
  const [before, here, after] = [word.slice(0, place), word[place]!, word.slice(place + 1)];
  if (kind === 'add') return before + letter + here + after;
  if (kind === 'leave out') return before + after;
  if (kind === 'mistake') return before + letter + after;
  return before + (after[0] ?? '') + here + after.slice(1);
}

test('whatever slips are allowed between two words, they share a key', () => {
  fc.assert(
    fc.property(letters, fc.array(slip, { minLength: 1, maxLength: 2 }), (word, slips) => {
      const typed = slips.reduce((text, each) => (text.length > 2 ? mistyped(text, each) : text), word);
      fc.pre(slipsBetween(word, typed) <= slipsAllowed(word, typed));
      expect(share(word, typed)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a long word has no more keys than a short one', () => {
  expect(spellingKeys('a'.repeat(5) + 'bcdefgh').length).toBeLessThanOrEqual(22);
  expect(spellingKeys('abcdefghijklmnopqrstuvwxyz')).toHaveLength(22);
});

test('numbers, very short words and scripts without spaces are not spelt', () => {
  expect(['acme', 'müller', 'ок', 'ab', '1234', 'q3', '東京都'].filter(isSpelt)).toEqual(['acme', 'müller']);
});
