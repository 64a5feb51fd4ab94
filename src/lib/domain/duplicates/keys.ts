import { fewestDigits, identityOf, type Someone } from './identity.ts';

/*
 * Keys by which possible duplicates are found without comparing everyone with everyone (blocking; P. Christen, Data
 * Matching, 2012, chapter 4): two records of a key in common are worth comparing. A name has two, from its beginning and
 * from its end, so that a slip in the one leaves the other.
 */

const longest = 60;

/** The keys a customer is found by: at most five. */
export function duplicateKeys(customer: Someone): string[] {
  const { mailbox, phone, company, person } = identityOf(customer);
  return [
    ...(mailbox === null ? [] : [`mail:${mailbox}`]),
    ...(phone === null ? [] : [`phone:${phone.slice(-fewestDigits)}`]),
    ...(company === null ? [] : companyKeys(company, person)),
  ].map((key) => key.slice(0, longest));
}

/** The keys a customer's duplicates have: its own, and those of the same company with and without a person. */
export function soughtKeys(customer: Someone): string[] {
  const { company, person } = identityOf(customer);
  const across = company === null ? [] : [`${person === null ? 'person-of' : 'company'}:${company}`.slice(0, longest)];
  return [...duplicateKeys(customer), ...across];
}

function companyKeys(company: string, person: string | null): string[] {
  if (person === null) return [`company:${company}`, `head:${company.slice(0, 6)}`, `tail:${company.slice(-6)}`];
  return [
    `person-of:${company}`,
    `head:${company.slice(0, 4)}/${person.slice(0, 2)}`,
    `tail:${company.slice(-4)}/${person.slice(-2)}`,
  ];
}
