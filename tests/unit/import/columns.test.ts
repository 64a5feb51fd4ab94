import { describe, expect, test } from 'vitest';
import { isHeading, mapColumns } from '../../../src/lib/domain/import/map-columns.ts';

const mapped = (heading: string[], row = heading.map(() => 'x')) =>
  Object.fromEntries(mapColumns(heading, [row]).map(({ header, to }) => [header, to]));

test('HubSpot’s contacts', () => {
  expect(
    mapped([
      'Record ID',
      'First Name',
      'Last Name',
      'Email',
      'Phone Number',
      'Contact owner',
      'Lead Status',
      'Lifecycle Stage',
      'Create Date',
      'Company name',
      'Website URL',
      'Street Address',
      'City',
      'State/Region',
      'Postal Code',
      'Country/Region',
      'Original Traffic Source',
      'Job Title',
    ]),
  ).toEqual({
    'Record ID': 'ignore',
    'First Name': 'firstName',
    'Last Name': 'lastName',
    Email: 'email',
    'Phone Number': 'phone',
    'Contact owner': 'owner',
    'Lead Status': 'custom',
    'Lifecycle Stage': 'status',
    'Create Date': 'ignore',
    'Company name': 'company',
    'Website URL': 'website',
    'Street Address': 'street',
    City: 'city',
    'State/Region': 'state',
    'Postal Code': 'zipCode',
    'Country/Region': 'country',
    'Original Traffic Source': 'source',
    'Job Title': 'custom',
  });
});

test('Salesforce’s reports and its Data Loader', () => {
  expect(
    mapped([
      'Contact ID',
      'Account Name',
      'Mailing Street',
      'Mailing City',
      'Mailing State/Province',
      'Mailing Zip/Postal Code',
      'Mailing Country',
      'Mobile',
      'Lead Source',
      'Account Owner',
    ]),
  ).toEqual({
    'Contact ID': 'ignore',
    'Account Name': 'company',
    'Mailing Street': 'street',
    'Mailing City': 'city',
    'Mailing State/Province': 'state',
    'Mailing Zip/Postal Code': 'zipCode',
    'Mailing Country': 'country',
    Mobile: 'phone',
    'Lead Source': 'source',
    'Account Owner': 'owner',
  });
  expect(mapped(['FirstName', 'LastName', 'MobilePhone', 'MailingPostalCode', 'Company / Account'])).toEqual({
    FirstName: 'firstName',
    LastName: 'lastName',
    MobilePhone: 'phone',
    MailingPostalCode: 'zipCode',
    'Company / Account': 'company',
  });
});

test('Pipedrive’s people', () => {
  expect(
    mapped([
      'Person - ID',
      'Person - Name',
      'Person - Email - Work',
      'Person - Email - Home',
      'Person - Phone - Mobile',
      'Person - Organization',
      'Person - Owner',
      'Person - Labels',
      'Person - Marketing status',
    ]),
  ).toEqual({
    'Person - ID': 'ignore',
    'Person - Name': 'fullName',
    'Person - Email - Work': 'email',
    'Person - Email - Home': 'email',
    'Person - Phone - Mobile': 'phone',
    'Person - Organization': 'company',
    'Person - Owner': 'owner',
    'Person - Labels': 'tags',
    'Person - Marketing status': 'custom',
  });
});

test('unknown columns become custom fields, unless nothing stands in them or there are too many', () => {
  expect(mapColumns(['Email', ' Shoe size ', 'Empty'], [['a@b.cc', '42', ' ']])).toEqual([
    { index: 0, header: 'Email', to: 'email', field: null },
    { index: 1, header: 'Shoe size', to: 'custom', field: 'Shoe size' },
    { index: 2, header: 'Empty', to: 'ignore', field: null },
  ]);
  const many = Array.from({ length: 100 }, (_, index) => `Own ${index}`);
  expect(Object.values(mapped(many)).filter((to) => to === 'custom')).toHaveLength(60);
  expect(mapColumns(['x'.repeat(90)], [['1']])[0]?.field).toHaveLength(60);
  const alike = mapColumns(['Note', 'Note', 'Note 2', 'Note'], [['a', 'b', 'c', 'd']]);
  expect(alike.map(({ field }) => field)).toEqual(['Note', 'Note 2', 'Note 2 2', 'Note 3']);
});

test('what stands in columns without headings says what they are', () => {
  expect(mapColumns(null, [['Dana', 'dana@acme.example', 'www.acme.example', '+49 30 1234567']])).toEqual([
    { index: 0, header: 'Column 1', to: 'custom', field: 'Column 1' },
    { index: 1, header: 'Column 2', to: 'email', field: null },
    { index: 2, header: 'Column 3', to: 'website', field: null },
    { index: 3, header: 'Column 4', to: 'phone', field: null },
  ]);
});

describe('a heading', () => {
  test.each([
    [['Email', 'a@b.cc'], true],
    [['Kontakt', 'Wert'], true],
    [['Acme', 'dana@acme.example'], false],
    [['Acme', '12,5'], false],
  ])('%j: %s', (cells, heading) => expect(isHeading(cells)).toBe(heading));
});

test('the label of a custom field goes before what a heading usually means', () => {
  const fields = [
    { key: 'region', label: 'Region', archived: false },
    { key: 'old', label: 'Industry', archived: true },
  ];
  const columns = mapColumns(['Company', 'region', 'Industry', 'Contract'], [['Acme', '', 'Pumps', '12']], fields);
  expect(columns.map(({ to, field }) => [to, field])).toEqual([
    ['company', null],
    ['custom', 'region'],
    ['industry', null],
    ['custom', 'Contract'],
  ]);
});
