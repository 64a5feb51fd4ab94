import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  idempotencyKey,
  ifMatchVersion,
  parseWith,
  preferredWait,
  queryValues,
} from '../../../src/server/http/parse-request.ts';

const header = (name: string, value: string) => new Headers({ [name]: value });

test.each([
  ['"3"', 3],
  ['3', 3],
  ['W/"12"', 12],
  ['*', undefined],
])('If-Match %s is version %s', (value, version) => {
  expect(ifMatchVersion(header('If-Match', value))).toBe(version);
});

test.each(['"abc"', '"0"', '"-1"', '"1", "2"', '1e3', ''])('If-Match %j is refused by name', (value) => {
  expect(() => ifMatchVersion(header('If-Match', value))).toThrow(/If-Match/);
});

test.each([
  ['wait=10', 10],
  ['respond-async, wait=5', 5],
  ['wait = "7"; foo', 7],
  ['wait=600', 30],
  ['wait=-1', undefined],
  ['awaiting=3', undefined],
  ['return=minimal', undefined],
])('Prefer %s waits %s', (value, seconds) => {
  expect(preferredWait(header('Prefer', value))).toBe(seconds);
});

test('an idempotency key is 1 to 255 visible characters', () => {
  expect(idempotencyKey(new Headers())).toBeUndefined();
  expect(idempotencyKey(header('Idempotency-Key', 'a-key'))).toBe('a-key');
  for (const key of ['', 'with space', 'x'.repeat(256)]) {
    expect(() => idempotencyKey(header('Idempotency-Key', key))).toThrow(/Idempotency-Key/);
  }
});

test('what is wrong is named field by field, unknown keys one by one', () => {
  const schema = z.strictObject({ title: z.string(), nested: z.strictObject({ n: z.int() }) });
  const refusal = () => parseWith(schema, { nested: { n: 1.5, x: 1, y: 2 } });
  expect(refusal).toThrow(expect.objectContaining({ code: 'validation_failed' }) as Error);
  try {
    refusal();
  } catch (error) {
    const { errors } = (error as { options: { errors: { path: string }[] } }).options;
    expect(errors.map(({ path }) => path).sort()).toEqual(['nested.n', 'nested.x', 'nested.y', 'title']);
  }
});

test('a query is an object of strings; a name given twice is refused', () => {
  expect(queryValues(new URLSearchParams('a=1&b=2'))).toEqual({ a: '1', b: '2' });
  expect(() => queryValues(new URLSearchParams('a=1&b=2&a=3'))).toThrow(/^a: is given more than once$/);
});
