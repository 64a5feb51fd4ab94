import { Decimal128, Double, Long } from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from '../../../src/server/embedded-mongo/bson/compare.ts';
import { decode, encode } from '../../../src/server/embedded-mongo/bson/decode.ts';
import { hashOf } from '../../../src/server/embedded-mongo/bson/hash.ts';
import { joinedKey, keyOf } from '../../../src/server/embedded-mongo/bson/keys.ts';
import { arithmetic } from '../../../src/server/embedded-mongo/bson/numbers.ts';
import { typeName } from '../../../src/server/embedded-mongo/bson/values.ts';
import { documents, numbers, values } from './arbitraries.ts';

test('keys order as values do', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      expect(Math.sign(Buffer.compare(keyOf(a), keyOf(b)))).toBe(Math.sign(compare(a, b)) + 0);
    }),
    { numRuns: 2000 },
  );
});

test('descending keys order the other way round, and joined keys field by field', () => {
  fc.assert(
    fc.property(fc.tuple(values, values), fc.tuple(values, values), (a, b) => {
      const expected = compare(a[0], b[0]) || -compare(a[1], b[1]);
      const actual = Buffer.compare(joinedKey(a, [1, -1]), joinedKey(b, [1, -1]));
      expect(Math.sign(actual)).toBe(Math.sign(expected) + 0);
    }),
    { numRuns: 1000 },
  );
});

test('no key is a prefix of a different one', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const [x, y] = [keyOf(a), keyOf(b)];
      if (!x.equals(y)) expect(x.subarray(0, y.length).equals(y)).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('the order of numbers is total and the same over all types', () => {
  fc.assert(
    fc.property(numbers, numbers, numbers, (a, b, c) => {
      expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});

test('equal values have equal hashes', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      expect(hashOf(a) === hashOf(b)).toBe(compare(a, b) === 0);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [1.5, Decimal128.fromString('1.50')],
  [Infinity, Decimal128.fromString('Infinity')],
  [NaN, Decimal128.fromString('NaN')],
  [-0, Decimal128.fromString('0')],
  [7, Long.fromNumber(7)],
  [2 ** 60, Long.fromString('1152921504606846976')],
])('%s has one hash in every type', (a, b) => {
  expect(compare(a, b)).toBe(0);
  expect(hashOf(a)).toBe(hashOf(b));
});

test('documents survive being written and read', () => {
  fc.assert(
    fc.property(documents, (doc) => {
      const bytes = encode(doc);
      const read = decode(bytes);
      expect(encode(read).equals(bytes)).toBe(true);
      expect(compare(read, doc)).toBe(0);
    }),
    { numRuns: 1000 },
  );
});

test('types order as documented, and numbers keep theirs', () => {
  expect(compare(Long.fromString('9007199254740993'), 9007199254740992)).toBeGreaterThan(0);
  expect(compare(Decimal128.fromString('0.1'), 0.1)).toBeLessThan(0);
  expect(compare(new Double(1), 1)).toBe(0);
  expect(typeName(arithmetic('add', 2147483647, 1))).toBe('long');
  expect(typeName(arithmetic('add', new Double(1), 1))).toBe('double');
  expect(String(arithmetic('add', Decimal128.fromString('0.1'), 1))).toBe('1.1');
});
