/*
 * Words of a model are shown, never obeyed. They may say what we know in other words; they may bring in no link, no
 * markup and no figure of their own.
 */

/** One line without what would hide or reverse text. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();

const withScheme = /\b[a-zA-Z][a-zA-Z0-9+.-]*:\/*[^\s<>"')\]]*[^\s<>"')\].,;:!?]/;
const mailbox = /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*/;
const domain = /\b(?:(?:[\w-]+\.)+[a-z]{2,}|(?:[A-Z0-9-]+\.)+[A-Z]{2,})\b(?:\/[^\s<>"')\]]*)?/;
/** Addresses of any kind: with a scheme, of a mailbox, or a bare domain. */
export const addresses = new RegExp([withScheme, mailbox, domain].map(({ source }) => source).join('|'), 'g');
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
  const lower = known.toLowerCase();
  const strange = (line.match(addresses) ?? []).some((address) => !lower.includes(address.toLowerCase()));
  return strange || newNumbers(line, known).length > 0 ? null : line;
}
