import { slipsAllowed, slipsBetween } from '../slips.ts';
import type { Identity } from './identity.ts';

/** How sure it is that two records mean the same customer, of 100, and why, in words for people. */
export interface Likeness {
  score: number;
  reasons: string[];
}

interface Sign {
  weight: number;
  reason: string;
}

/** Digits a country code has at most. */
const countryCode = 3;

/** How alike two customers are; null when nothing speaks for their being the same. */
export function likenessOf(one: Identity, other: Identity): Likeness | null {
  const signs = [mailboxSign(one, other), phoneSign(one, other), nameSign(one, other)].filter((sign) => sign !== null);
  if (signs.length === 0) return null;
  const doubt = signs.reduce((rest, { weight }) => rest * (1 - weight), 1);
  return { score: Math.round(100 * (1 - doubt)), reasons: signs.map(({ reason }) => reason) };
}

const mailboxSign = (one: Identity, other: Identity): Sign | null =>
  one.mailbox !== null && one.mailbox === other.mailbox ? { weight: 0.85, reason: 'the same mailbox' } : null;

/** One number may have its country code, the other not. People of one company often share a number. */
function phoneSign(one: Identity, other: Identity): Sign | null {
  if (one.phone === null || other.phone === null) return null;
  const [short, long] = one.phone.length < other.phone.length ? [one.phone, other.phone] : [other.phone, one.phone];
  if (!long.endsWith(short) || long.length - short.length > countryCode) return null;
  const others = one.person !== null && other.person !== null && !similar(one.person, other.person);
  return { weight: others ? 0.4 : 0.7, reason: 'the same phone number' };
}

/** Two people of one company are two customers; a company alone may be the one of a person's record. */
function nameSign(one: Identity, other: Identity): Sign | null {
  if (one.company === null || other.company === null || !similar(one.company, other.company)) return null;
  const exact = one.company === other.company;
  if (one.person === null || other.person === null) {
    if (one.person === other.person) {
      return exact ? { weight: 0.7, reason: 'the same company' } : { weight: 0.5, reason: 'a similar company' };
    }
    return exact ? { weight: 0.5, reason: 'the same company, one without a name' } : null;
  }
  if (!similar(one.person, other.person)) return null;
  return exact && one.person === other.person
    ? { weight: 0.8, reason: 'the same name and company' }
    : { weight: 0.6, reason: 'a similar name and company' };
}

/** A letter is easily mistaken, a number is another: `Store 1` and `Store 2` are two. */
const similar = (one: string, other: string): boolean =>
  one === other ||
  (Math.abs(one.length - other.length) <= 2 &&
    numbersIn(one) === numbersIn(other) &&
    slipsBetween(one, other) <= slipsAllowed(one, other));

const numbersIn = (text: string): string => text.replace(/\P{N}+/gu, ' ').trim();
