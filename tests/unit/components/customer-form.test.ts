import { expect, test } from 'vitest';
import { sourceChoices } from '../../../src/components/customers/customer-fields.ts';
import { customerForm, newCustomerForm, quickCustomerForm } from '../../../src/components/customers/customer-form.ts';
import { merged, nested } from '../../../src/lib/client/dotted-paths.ts';

test('a posted form becomes what the contract asks for: blanks are nothing, a website gets its scheme', () => {
  const parsed = newCustomerForm().parse({
    'contactInfo.company': '  Acme  ',
    'contactInfo.email': '',
    'contactInfo.website': 'acme.example',
    'contactInfo.name.first': 'Lee',
    'address.city': 'Rotterdam',
    status: 'prospect',
    assignedTo: '',
    tags: 'renewal, , key account,renewal',
  });
  expect(parsed).toMatchObject({
    contactInfo: { company: 'Acme', email: null, website: 'https://acme.example', name: { first: 'Lee' } },
    address: { city: 'Rotterdam' },
    status: 'prospect',
    assignedTo: null,
    tags: ['renewal', 'key account'],
  });
});

test('a part of the form changes that part alone', () => {
  expect(customerForm().parse({ 'contactInfo.phone': '' })).toEqual({ contactInfo: { phone: null } });
  expect(customerForm().parse({})).toEqual({});
});

test('errors carry the names of the fields', () => {
  const wrong = customerForm().safeParse({ 'contactInfo.email': 'nonsense', 'contactInfo.website': 'http://' });
  expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual(['contactInfo.email', 'contactInfo.website']);
  const nobody = quickCustomerForm.safeParse({ 'contactInfo.company': ' ', 'contactInfo.email': '' });
  expect(nobody.error?.issues.map(({ path }) => path.join('.'))).toEqual(['contactInfo']);
});

test('values are put at their paths and nothing else is touched', () => {
  const before = { a: { b: 1, c: [1] }, d: 2 };
  expect(merged(before, nested('a.c', [2]))).toEqual({ a: { b: 1, c: [2] }, d: 2 });
  expect(before).toEqual({ a: { b: 1, c: [1] }, d: 2 });
});

test('a source of its own stays choosable', () => {
  expect(sourceChoices('fair').at(-1)).toEqual({ value: 'fair', label: 'fair' });
  expect(sourceChoices('referral').some(({ label }) => label === 'Referral')).toBe(true);
});
