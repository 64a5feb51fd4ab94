import { expect, test } from 'vitest';
import { formatMoney, readAmount } from '../../../src/lib/client/money.ts';

test.each([
  ['1234.5', 1234.5],
  ['12,500', 12_500],
  ['12,500.50', 12_500.5],
  ['12.500,50', 12_500.5],
  ['1.234.567', 1_234_567],
  ['€ 1 200', 1200],
  ['CHF 980', 980],
  ['12,5', 12.5],
  ['-5', null],
  ['1e9', null],
  ['a lot', null],
  ['1,2.3,4', null],
])('%s is read as %s', (text, value) => {
  expect(readAmount(text)).toBe(value);
});

test.each([
  [0, 'EUR', '€0'],
  [1_234_567.5, 'USD', '$1,234,567.50'],
  [999, 'CHF', 'CHF 999'],
  [1234.567, 'KWD', 'KWD 1,234.567'],
])('%d %s is written %s', (value, currency, text) => {
  expect(formatMoney(value, currency)).toBe(text);
});
