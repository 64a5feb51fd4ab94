import { describe, expect, test } from 'vitest';
import { foldQuery } from '../../../src/lib/contracts/query.ts';
import { customFieldTypes, type CustomFieldType } from '../../../src/lib/contracts/custom-field.ts';
import { fieldNamed, keyOfLabel, sameLabel } from '../../../src/lib/domain/custom-fields/naming.ts';
import { valueOfText } from '../../../src/lib/domain/custom-fields/read-text.ts';
import { faultOfValue, normalValue, wordsOfValue } from '../../../src/lib/domain/custom-fields/values.ts';

const options = ['Small', 'Large, very', 'Extra'];
const read = (type: CustomFieldType, text: string) => valueOfText({ type, options }, text);

describe('a text read as a value', () => {
  test.each<[CustomFieldType, string, unknown]>([
    ['text', '  as it is ', 'as it is'],
    ['number', '12', 12],
    ['number', '-1,234.5', -1234.5],
    ['number', '1.234,5', 1234.5],
    ['number', '1 234,5', 1234.5],
    ['number', '0,75', 0.75],
    ['number', '1,234', 1234],
    ['number', '1e3', 1000],
    ['date', '2026-12-31', '2026-12-31'],
    ['date', '2026-12-31T23:00:00Z', '2026-12-31'],
    ['date', '1.2.2026', '2026-02-01'],
    ['select', ' small', 'Small'],
    ['multi-select', 'extra; SMALL', ['Extra', 'Small']],
    ['multi-select', 'small,extra,small', ['Small', 'Extra']],
    ['multi-select', 'large, very', ['Large, very']],
    ['url', 'acme.example/a', 'https://acme.example/a'],
    ['checkbox', 'Yes', true],
    ['checkbox', 'x', true],
    ['checkbox', 'nein', false],
  ])('%s: %s', (type, text, value) => {
    expect(read(type, text)).toEqual({ value });
  });

  test.each(customFieldTypes)('%s: blanks are no value', (type) => {
    expect(read(type, '  ')).toEqual({ value: null });
  });

  test.each<[CustomFieldType, string]>([
    ['number', '12 apples'],
    ['number', 'Infinity'],
    ['number', '1,23,4'],
    ['date', '02/03/2026'],
    ['date', '2026-02-30'],
    ['date', '31.4.2026'],
    ['select', 'Huge'],
    ['multi-select', 'Small; Huge'],
    ['url', 'javascript:alert(1)'],
    ['url', 'two words'],
    ['checkbox', 'maybe'],
  ])('%s: %s is refused', (type, text) => {
    expect(read(type, text)).toHaveProperty('fault');
  });
});

describe('a value of a program', () => {
  const right: Record<CustomFieldType, unknown> = {
    text: 'x',
    number: 1,
    date: '2026-01-01',
    select: 'Small',
    'multi-select': ['Small'],
    url: 'https://a.example',
    checkbox: false,
  };
  test.each(customFieldTypes)('%s is that and nothing else', (type) => {
    const accepted = Object.values(right).filter((value) => faultOfValue({ type, options }, value as never) === null);
    // Every text is a text; the others are told apart.
    expect(accepted).toEqual(type === 'text' ? ['x', '2026-01-01', 'Small', 'https://a.example'] : [right[type]]);
  });

  test('a choice offered no more may stay, a new one may not come', () => {
    expect(faultOfValue({ type: 'select', options }, 'Old', 'Old')).toBeNull();
    expect(faultOfValue({ type: 'select', options }, 'Old', 'Small')).toContain('must be one of');
    expect(faultOfValue({ type: 'multi-select', options }, ['Old', 'Small'], ['Old'])).toBeNull();
    expect(faultOfValue({ type: 'multi-select', options }, ['Old', 'Other'], ['Old'])).toContain('must be a list');
  });

  test('is kept without what means nothing', () => {
    expect(normalValue(' x ')).toBe('x');
    expect(normalValue(' ')).toBeNull();
    expect(normalValue([' a', 'a', ''])).toEqual(['a']);
    expect(normalValue([])).toBeNull();
    expect(normalValue(false)).toBe(false);
    expect(normalValue(0)).toBe(0);
  });

  test('comes back from its words', () => {
    const written = { text: '=1+1', number: -1.5, date: '2026-12-31', select: 'Small', checkbox: false } as const;
    for (const [type, value] of Object.entries(written)) {
      expect(read(type as CustomFieldType, wordsOfValue(value))).toEqual({ value });
    }
    expect(read('multi-select', wordsOfValue(['Large, very', 'Extra']))).toEqual({ value: ['Large, very', 'Extra'] });
  });
});

describe('names', () => {
  test('a key is made of the label and is nobody else’s', () => {
    expect(keyOfLabel('Contract size (m²)', new Set())).toBe('contract_size_m2');
    expect(keyOfLabel('Größe', new Set(['grosse']))).toBe('grosse_2');
    expect(keyOfLabel('売上', new Set(['field']))).toBe('field_2');
    expect(keyOfLabel('x'.repeat(60), new Set())).toMatch(/^x{37}$/);
  });

  test('labels that read alike are the same', () => {
    expect(sameLabel('Contract size', 'contract-Size')).toBe(true);
    expect(sameLabel('Contract size', 'Contract sizes')).toBe(false);
    expect(sameLabel('→', '←')).toBe(false);
  });

  test('a column finds its field by label, then by key, never an archived one', () => {
    const fields = [
      { key: 'size', label: 'Contract size', archived: false },
      { key: 'contract_size', label: 'Other', archived: false },
      { key: 'gone', label: 'Gone', archived: true },
    ];
    expect(fieldNamed(fields, 'CONTRACT SIZE')?.key).toBe('size');
    expect(fieldNamed(fields, 'size')?.key).toBe('size');
    expect(fieldNamed(fields, 'Gone')).toBeUndefined();
  });
});

test('filters by fields are gathered from the query, all else stays', () => {
  expect(foldQuery({ status: 'lead', 'customFields.size': 'S', 'customFields[tier]': 'A', 'other.size': 'x' })).toEqual(
    {
      status: 'lead',
      'other.size': 'x',
      customFields: { size: 'S', tier: 'A' },
    },
  );
  expect(foldQuery({ 'customFields.a.b': '1', 'customFields[a': '2' })).toEqual({
    'customFields.a.b': '1',
    'customFields[a': '2',
  });
});
