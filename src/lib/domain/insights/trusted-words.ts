/*
 * Words of a model are shown, never obeyed. They may say what we know in other words; they may bring in no link, no
 * markup and no figure of their own.
 */

/** One line without what would hide or reverse text. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();

// Lengths are bounded, so that no text, however made, is read in the square of its length.
const withScheme = /\b[a-zA-Z][a-zA-Z0-9+.-]{0,30}:\/*[^\s<>"')\]]*[^\s<>"')\].,;:!?]/;
const mailbox = /\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}/;
const domain = /\b(?:[\w-]{1,63}\.){1,10}[a-zA-Z]{2,63}\b(?:\/(?:[^\s<>"')\]]*[^\s<>"')\].,;:!?])?)?/;
/** Addresses of any kind: with a scheme, of a mailbox, or a bare domain. */
const addresses = new RegExp([withScheme, mailbox, domain].map(({ source }) => source).join('|'), 'g');

/** A text with each address replaced that does not stand, as a whole, in what is known; and how many those were. */
export function withoutStrangeAddresses(text: string, known: string): { text: string; removed: number } {
  const trustedOnes = new Set((known.match(addresses) ?? []).map((address) => address.toLowerCase()));
  let removed = 0;
  const rest = text.replace(addresses, (address) => {
    if (trustedOnes.has(address.toLowerCase())) return address;
    removed += 1;
    return '[removed]';
  });
  return { text: rest, removed };
}

const markup = /<[^>]*>|\]\s*\(|&#?\w+;/;

/** Numbers as they are written, without separators of thousands: `12,500` is `12500`. */
export const numbersIn = (text: string): string[] =>
  (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) => number.replace(/,(?=\d{3}\b)/g, ''));

/** Numbers of a text that do not stand in what is known. */
export function newNumbers(text: string, known: string): string[] {
  const before = new Set(numbersIn(known));
  return [...new Set(numbersIn(text))].filter((number) => !before.has(number));
}

/** A sentence as it may be shown; null when it is empty, too long, or holds anything that `known` does not. */
export function trusted(text: string, { known, most }: { known: string; most: number }): string | null {
  const line = oneLine(text);
  if (line === '' || line.length > most || markup.test(line)) return null;
  const strange = withoutStrangeAddresses(line, known).removed + newNumbers(line, known).length;
  return strange > 0 ? null : line;
}
