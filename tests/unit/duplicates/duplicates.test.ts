import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identityOf, type Someone } from '../../../src/lib/domain/duplicates/identity.ts';
import { duplicateKeys, soughtKeys } from '../../../src/lib/domain/duplicates/keys.ts';
import { likenessOf } from '../../../src/lib/domain/duplicates/likeness.ts';

type Contact = Someone['contactInfo'];
const someone = (contact: Partial<Contact>): Someone => ({
  contactInfo: {
    email: null,
    phone: null,
    company: null,
    industry: null,
    website: null,
    name: { first: null, last: null },
    ...contact,
  },
});
const dana = { first: 'Dana', last: 'Reyes' };
const likeness = (one: Partial<Contact>, other: Partial<Contact>) =>
  likenessOf(identityOf(someone(one)), identityOf(someone(other)));
const meet = (one: Someone, other: Someone) => {
  const keys = new Set(duplicateKeys(other));
  return soughtKeys(one).some((key) => keys.has(key));
};

test.each<[string, Partial<Contact>, Partial<Contact>, string]>([
  ['a plus in the address', { email: 'dana+crm@acme.test' }, { email: 'dana@acme.test' }, 'the same mailbox'],
  ['a country code', { phone: '+49 (0)30 123 45 67' }, { phone: '030/1234567' }, 'the same phone number'],
  ['two ways to dial abroad', { phone: '0049 30 1234567' }, { phone: '+49-30-1234567' }, 'the same phone number'],
  ['a legal form', { company: 'Müller GmbH & Co. KG' }, { company: 'muller' }, 'the same company'],
  ['dots in a legal form', { company: 'Rossi S.p.A.' }, { company: 'Rossi' }, 'the same company'],
  ['a slip', { company: 'Northwind Traders' }, { company: 'Nortwind Traders Ltd' }, 'a similar company'],
  [
    'names the other way round',
    { company: 'Acme', name: dana },
    { company: 'Acme Inc.', name: { first: 'Reyes', last: 'Dana' } },
    'the same name and company',
  ],
  [
    'a slip in a name',
    { company: 'Acme', name: dana },
    { company: 'Acme', name: { first: 'Dana', last: 'Reys' } },
    'a similar name and company',
  ],
  ['no name in one', { company: 'Acme', name: dana }, { company: 'Acme' }, 'the same company, one without a name'],
])('%s keeps two records alike', (_, one, other, reason) => {
  expect(likeness(one, other)?.reasons).toEqual([reason]);
  expect(meet(someone(one), someone(other))).toBe(true);
});

test.each<[string, Partial<Contact>, Partial<Contact>]>([
  [
    'two people of a company',
    { company: 'Acme', name: dana },
    { company: 'Acme', name: { first: 'Ben', last: 'Ito' } },
  ],
  ['extensions', { phone: '30 12' }, { phone: '30 12' }],
  ['numbers of two countries', { phone: '+49 30 1234567' }, { phone: '+43 30 1234567' }],
  ['one name in two companies', { company: 'Acme', name: dana }, { company: 'Globex', name: dana }],
  ['short companies that differ by a letter', { company: 'BMW' }, { company: 'BMV' }],
  ['companies that are numbered', { company: 'Corner Store 1' }, { company: 'Corner Store 2' }],
  ['nothing known', {}, {}],
])('%s are no duplicates', (_, one, other) => {
  expect(likeness(one, other)).toBeNull();
});

test('signs add up: more of them are surer, people who differ are less sure', () => {
  const phone = likeness({ phone: '0301234567' }, { phone: '0301234567' })?.score ?? 0;
  const both = likeness(
    { phone: '0301234567', company: 'Acme', name: dana },
    { phone: '0301234567', company: 'Acme', name: dana },
  );
  const switchboard = likeness(
    { phone: '0301234567', name: dana },
    { phone: '0301234567', name: { first: 'Ben', last: 'Ito' } },
  );
  expect(both?.score).toBeGreaterThan(phone);
  expect(both?.reasons).toHaveLength(2);
  expect(switchboard?.score).toBeLessThan(phone);
});

describe('for any two customers', () => {
  const text = fc.option(fc.string({ unit: fc.constantFrom(...Array.from('abcdé ß.&GmbH+@0123456789中')) }), {
    nil: null,
  });
  const contacts = fc.record({
    email: text,
    phone: text,
    company: text,
    name: fc.record({ first: text, last: text }),
  });

  test('likeness is mutual, between 0 and 100, and has a reason; alike ones with exact names share a key', () => {
    fc.assert(
      fc.property(contacts, contacts, (one, other) => {
        const found = likeness(one, other);
        expect(likeness(other, one)).toEqual(found);
        expect(meet(someone(one), someone(other))).toBe(meet(someone(other), someone(one)));
        if (!found) return;
        expect(found.score).toBeGreaterThan(0);
        expect(found.score).toBeLessThanOrEqual(100);
        expect(found.reasons.length).toBeGreaterThan(0);
        if (found.reasons.some((reason) => reason.startsWith('the same'))) {
          expect(meet(someone(one), someone(other))).toBe(true);
        }
      }),
    );
  });

  test('a number is the same with any country code, prefix and punctuation', () => {
    const national = fc.stringMatching(/^[1-9][0-9]{6,10}$/);
    fc.assert(
      fc.property(national, fc.integer({ min: 1, max: 999 }), fc.constantFrom('+', '00'), (digits, code, prefix) => {
        const spaced = digits.replace(/(..)/g, '$1 ');
        const [home, abroad] = [someone({ phone: `0${spaced}` }), someone({ phone: `${prefix}${code} (0)${spaced}` })];
        expect(likenessOf(identityOf(home), identityOf(abroad))?.reasons).toEqual(['the same phone number']);
        expect(meet(home, abroad)).toBe(true);
      }),
    );
  });

  test('one slip anywhere in a long company or name is found', () => {
    const word = fc.stringMatching(/^[a-z]{12}$/);
    fc.assert(
      fc.property(
        word,
        word,
        fc.nat(11),
        fc.constantFrom('x', ''),
        fc.boolean(),
        (company, last, at, letter, inName) => {
          const slip = (value: string) => value.slice(0, at) + letter + value.slice(at + 1);
          const one = someone({ company, name: { first: null, last } });
          const other = inName
            ? someone({ company, name: { first: null, last: slip(last) } })
            : someone({ company: slip(company), name: { first: null, last } });
          expect(likenessOf(identityOf(one), identityOf(other))).not.toBeNull();
          expect(meet(one, other)).toBe(true);
        },
      ),
    );
  });
});
