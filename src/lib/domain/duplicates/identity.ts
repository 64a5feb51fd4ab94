import type { Customer } from '../../contracts/customer.ts';
import { words } from '../../planning/text.ts';

/** What duplicates of a customer are told by. */
export type Someone = Pick<Customer, 'contactInfo'>;

/** A customer in the form in which two are compared; null for what is not known. */
export interface Identity {
  /** The mailbox: without `+something`, which leads to the same one. */
  mailbox: string | null;
  /** Digits of the phone without what is dialled before them inside a country; at least seven. */
  phone: string | null;
  /** The company's words run together, without its legal form. */
  company: string | null;
  /** The person's names in alphabetical order, run together. */
  person: string | null;
}

/** Fewer digits are an extension or a slip. */
export const fewestDigits = 7;

const legalForms = new Set(
  (
    'ab ag aps as asa bv co company corp corporation cv eg ek eurl ev gbr gesmbh gmbh inc incorporated kft kg kgaa ' +
    'limited llc llp lp ltd mbh nv ohg oy oyj plc pty pvt sa sarl sas se sl spa srl srls sro ug zrt'
  ).split(' '),
);

export const identityOf = ({ contactInfo }: Someone): Identity => ({
  mailbox: mailboxOf(contactInfo.email),
  phone: phoneOf(contactInfo.phone),
  company: companyOf(contactInfo.company),
  person:
    wordsOf([contactInfo.name.first, contactInfo.name.last].filter(Boolean).join(' ')).toSorted().join('') || null,
});

function mailboxOf(email: string | null): string | null {
  const at = email?.lastIndexOf('@') ?? -1;
  if (!email || at < 1) return null;
  const name = email.slice(0, at).replace(/\+.*$/, '');
  return name === '' ? null : (name + email.slice(at)).toLowerCase();
}

/** `+49 (0)30 123 45 67`, `0049 30 1234567` and `030 1234567` end in the same digits. */
function phoneOf(phone: string | null): string | null {
  const digits = phone
    ?.replace(/\(0+\)/g, '')
    .replace(/\D+/g, '')
    .replace(/^0+/, '');
  return digits && digits.length >= fewestDigits ? digits : null;
}

/** A company that is called by nothing but legal forms keeps them. */
function companyOf(company: string | null): string | null {
  const all = wordsOf(company);
  const telling = all.filter((word) => !legalForms.has(word));
  return (telling.length > 0 ? telling : all).join('') || null;
}

/** `S.p.A.` and `G.m.b.H.` are one word each. */
const wordsOf = (text: string | null): string[] =>
  words((text ?? '').replaceAll('ß', 'ss').replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, ''));
