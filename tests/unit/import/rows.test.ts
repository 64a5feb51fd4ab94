import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { CustomFieldType } from '../../../src/lib/contracts/custom-field.ts';
import type { ImportTarget } from '../../../src/lib/contracts/import.ts';
import { updateCustomerRequest } from '../../../src/lib/contracts/customer.ts';
import type { DefinedField } from '../../../src/lib/domain/import/own-fields.ts';
import { rowReader } from '../../../src/lib/domain/import/read-row.ts';
import { splitName, statusOf } from '../../../src/lib/domain/import/values.ts';

/** Reads one row whose columns are called as what they are. */
function read(cells: [to: ImportTarget, cell: string][]) {
  const columns = cells.map(([to], index) => ({ index, header: `${to} ${index}`, to, field: null }));
  return rowReader(columns)(cells.map(([, cell]) => cell));
}
const faults = (...cells: [ImportTarget, string][]) => read(cells).faults.map(({ message }) => message);

test('a row becomes what it says and nothing else', () => {
  expect(
    read([
      ['company', ' Acme '],
      ['email', 'Dana@Acme.example; other@acme.example'],
      ['phone', "'+49 30 1"],
      ['website', 'acme.example'],
      ['city', ''],
      ['country', 'Deutschland'],
      ['status', 'Sales Qualified Lead'],
      ['source', 'Partner Referral'],
      ['tags', 'vip; EU, north'],
      ['owner', 'Ava Seller'],
      ['custom', '42'],
      ['customFields', '{"size": 12}'],
      ['ignore', 'x'],
    ]),
  ).toEqual({
    customer: {
      contactInfo: {
        company: 'Acme',
        email: 'dana@acme.example',
        phone: '+49 30 1',
        website: 'https://acme.example',
      },
      address: { country: 'Deutschland' },
      status: 'prospect',
      source: 'referral',
      tags: ['vip', 'EU, north'],
      customFields: { 'custom 10': '42', size: 12 },
    },
    owner: 'Ava Seller',
    faults: [],
  });
});

test('the first of several columns that is filled in counts', () => {
  expect(
    read([
      ['email', ' '],
      ['email', 'home@example.com'],
    ]).customer?.contactInfo?.email,
  ).toBe('home@example.com');
});

describe('names', () => {
  test.each([
    ['Dana Reyes', 'Dana', 'Reyes'],
    ['Reyes, Dana Maria', 'Dana Maria', 'Reyes'],
    ['Ana María de la Cruz', 'Ana María de la', 'Cruz'],
    ['Cher', null, 'Cher'],
  ])('%s', (name, first, last) => expect(splitName(name)).toEqual({ first, last }));

  test('those of their own columns go before a full one', () => {
    const row = read([
      ['fullName', 'D. R.'],
      ['firstName', 'Dana'],
      ['lastName', 'Reyes'],
    ]);
    expect(row.customer?.contactInfo?.name).toEqual({ first: 'Dana', last: 'Reyes' });
  });
});

test.each([
  ['Evangelist', 'customer'],
  ['ATTEMPTED_TO_CONTACT', 'lead'],
  ['Closed - Not Converted', 'inactive'],
  ['prospect', 'prospect'],
  ['whatever', null],
])('status %s is %s', (word, status) => expect(statusOf(word)).toBe(status));

describe('faults', () => {
  test.each<[string, [ImportTarget, string][]]>([
    [
      'email “bob@” is not an address',
      [
        ['email', 'bob@'],
        ['company', 'A'],
      ],
    ],
    [
      'website “https://” is not a web address',
      [
        ['website', 'https://'],
        ['company', 'A'],
      ],
    ],
    [
      'status “hot” is not one of lead, prospect, customer, inactive',
      [
        ['status', 'hot'],
        ['company', 'A'],
      ],
    ],
    [`company “${'x'.repeat(40)}…” is longer than 200 characters`, [['company', 'x'.repeat(201)]]],
    ['the row has neither a company, a name nor an email', [['phone', '1']]],
    [
      'custom fields “[1]” are not a JSON object such as {"size": 12}',
      [
        ['customFields', '[1]'],
        ['company', 'A'],
      ],
    ],
    [
      '“custom 1” is longer than 2000 characters',
      [
        ['company', 'A'],
        ['custom', 'x'.repeat(2001)],
      ],
    ],
  ])('%s', (message, cells) => expect(faults(...cells)).toEqual([message]));

  test('name their columns, and all of a row are told', () => {
    expect(
      read([
        ['email', 'bob@'],
        ['status', 'hot'],
      ]).faults,
    ).toEqual([
      { column: 'status 1', message: expect.stringContaining('hot') as string },
      { column: 'email 0', message: expect.stringContaining('bob@') as string },
    ]);
  });

  test('a row with more cells than columns has slipped', () => {
    const reader = rowReader([{ index: 0, header: 'Company', to: 'company', field: null }]);
    expect(reader(['Acme', ' ']).customer).toBeTruthy();
    expect(reader(['Acme', 'Inc.']).faults).toEqual([
      { column: null, message: 'the row has 2 cells, but there are 1 columns' },
    ]);
  });
});

test('whatever stands in the cells, a row is usable or says why not', () => {
  const targets: ImportTarget[] = [
    'company',
    'fullName',
    'email',
    'website',
    'status',
    'tags',
    'custom',
    'customFields',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...targets), fc.string({ unit: 'grapheme' })), { maxLength: 8 }),
      (cells) => {
        const row = read(cells);
        if (row.customer) expect(updateCustomerRequest.safeParse(row.customer).success).toBe(true);
        else expect(row.faults.length).toBeGreaterThan(0);
      },
    ),
  );
});

describe('custom fields that are defined', () => {
  const field = (key: string, label: string, type: CustomFieldType, options: string[] = []): DefinedField => ({
    ...{ key, label, type, options, archived: false },
  });
  const fields = [
    field('size', 'Contract size', 'number'),
    field('tier', 'Tier', 'select', ['Gold', 'Silver']),
    field('markets', 'Markets', 'multi-select', ['North', 'South']),
    field('vip', 'VIP', 'checkbox'),
  ];
  const column = (header: string, index: number, to: ImportTarget = 'custom') => ({ index, header, to, field: header });
  const columns = [
    column('Company', 0, 'company'),
    column('Contract size', 1),
    column('tier', 2),
    column('Markets', 3),
    column('VIP', 4),
    column('Shoe size', 5),
    column('Custom fields', 6, 'customFields'),
  ];
  const read = rowReader(columns, fields);

  test('are known by label or key, and have their type', () => {
    expect(
      read(['Acme', '1,200', 'gold', 'north; South', 'x', '42', '{"vip": false, "free": [1]}']).faults,
    ).toHaveLength(1);
    expect(read(['Acme', '1,200', 'gold', 'north; South', 'x', '42', '{"vip": false, "free": 1}']).customer).toEqual({
      contactInfo: { company: 'Acme' },
      address: {},
      customFields: { size: 1200, tier: 'Gold', markets: ['North', 'South'], vip: true, 'Shoe size': '42', free: 1 },
    });
  });

  test('say what is wrong by their label and column', () => {
    const { faults } = read(['Acme', 'much', 'Bronze', '', '', '', '{"vip": "yes"}']);
    expect(faults).toEqual([
      { column: 'Contract size', message: 'Contract size “much” must be a number' },
      { column: 'tier', message: 'Tier “Bronze” must be one of Gold, Silver' },
      { column: 'Custom fields', message: 'VIP must be true or false' },
    ]);
  });
});
