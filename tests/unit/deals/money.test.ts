import { describe, expect, test } from 'vitest';
import { createDealRequest, updateDealRequest } from '../../../src/lib/contracts/deal.ts';
import { fitsCurrency, fractionDigitsOf, fromMinorUnits, toMinorUnits } from '../../../src/lib/domain/money.ts';

test.each([
  ['EUR', 2],
  ['JPY', 0],
  ['KWD', 3],
])('%s has %i digits after the point', (currency, digits) => {
  expect(fractionDigitsOf(currency)).toBe(digits);
});

describe('amounts', () => {
  test.each([
    [0.1 + 0.2 - 0.1, 2],
    [1.15, 2],
    [4.35, 2],
    [0.285, 3],
    [9_999_999_999.99, 2],
    [9_999_999_999, 0],
  ])('%d with %i digits comes back from minor units as it was', (value, digits) => {
    const amount = toMinorUnits(value, digits);
    expect(Number.isSafeInteger(amount)).toBe(true);
    expect(fromMinorUnits(amount, digits)).toBe(Number(value.toFixed(digits)));
  });

  test('every amount of cents survives, where binary fractions are off', () => {
    for (let cents = 0; cents < 200_000; cents += 7) expect(toMinorUnits(Number(`${cents}e-2`), 2)).toBe(cents);
  });

  test('fit their currency or do not', () => {
    expect(fitsCurrency(12.5, 'EUR')).toBe(true);
    expect(fitsCurrency(12.345, 'EUR')).toBe(false);
    expect(fitsCurrency(12.345, 'KWD')).toBe(true);
    expect(fitsCurrency(12.5, 'JPY')).toBe(false);
  });
});

describe('the contract of deals', () => {
  const customerId = 'a'.repeat(24);
  const faults = (input: object) =>
    createDealRequest.safeParse({ customerId, title: 'x', ...input }).error?.issues.map(({ path }) => path.join('.'));

  test.each([
    [{ currency: 'XYZ' }, ['currency']],
    [{ currency: 'eur' }, ['currency']],
    [{ value: -1 }, ['value']],
    [{ value: 10_000_000_000 }, ['value']],
    [{ value: '5' }, ['value']],
    [{ title: ' ' }, ['title']],
    [{ expectedCloseDate: '31.12.2026' }, ['expectedCloseDate']],
    [{ closedAt: '2026-12-01T00:00:00Z' }, ['']],
    [{ value: 5, currency: 'EUR', expectedCloseDate: '2026-12-31' }, undefined],
  ])('%j is at fault at %j', (input, paths) => {
    expect(faults(input)).toEqual(paths);
  });

  test('a deal stays with its customer', () => {
    expect(updateDealRequest.safeParse({ customerId }).success).toBe(false);
  });
});
