import { slipsAllowed, slipsBetween } from '../slips.ts';
import { typeOfRoot } from './environment.ts';
import { roots } from './fields.ts';

const typeWords: Record<string, string> = {
  string: 'a text',
  double: 'a number',
  int: 'a number',
  uint: 'a number',
  bool: 'a yes/no value',
  null: 'nothing',
  bytes: 'raw bytes',
  'google.protobuf.Timestamp': 'a date',
  'google.protobuf.Duration': 'a span of time',
};

/** A type of CEL in a reader's words. */
export function typeWord(type: string | null): string {
  if (type === null) return 'something else';
  const word = typeWords[type];
  if (word !== undefined) return word;
  if (type.startsWith('list')) return 'a list';
  return roots.some((root) => type.startsWith(typeOfRoot(root))) ? 'a whole record' : 'something else';
}

/** The name that was probably meant: one that differs in its capitals, or by no more slips than words may have. */
export function meant(name: string, known: readonly string[]): string | null {
  const same = known.find((each) => each.toLowerCase() === name.toLowerCase());
  if (same !== undefined) return same;
  const [best] = known
    .map((each) => ({ each, slips: slipsBetween(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, slips }) => slips <= Math.max(slipsAllowed(name, each), 1))
    .sort((one, other) => one.slips - other.slips);
  return best?.each ?? null;
}

/** What follows a name nobody knows: the one that was meant, else what there is. */
export function suggestion(name: string, known: readonly string[], asWritten = (each: string) => each): string {
  const guess = meant(name, known);
  if (guess !== null) return ` Did you mean \`${asWritten(guess)}\`?`;
  return known.length > 0 && known.length <= 12 ? ` There are ${list(known.map((each) => `\`${each}\``))}.` : '';
}

export const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
