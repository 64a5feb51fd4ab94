import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultWords } from '../../../src/server/http/fault-words.ts';

const said = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: faultWords }).error?.issues.map(({ message }) => message);

test.each([
  [z.object({ name: z.string() }), {}, 'must be given'],
  [z.string(), 3, 'must be text'],
  [z.int(), 1.5, 'must be a whole number'],
  [z.boolean(), 'yes', 'must be true or false'],
  [z.array(z.string()), 'one', 'must be a list'],
  [z.string().max(60), 'x'.repeat(61), 'must have at most 60 characters'],
  [z.string().min(1), '', 'must have at least 1 character'],
  [z.string().max(10_000), 'x'.repeat(10_001), 'must have at most 10,000 characters'],
  [z.array(z.int()).max(2), [1, 2, 3], 'must have at most 2 entries'],
  [z.number().max(100), 101, 'must be at most 100'],
  [z.number().min(0), -1, 'must be at least 0'],
  [z.enum(['sales', 'support']), 'other', 'must be one of sales, support'],
  [z.literal('yes'), 'no', 'must be yes'],
  [z.email(), 'nobody', 'must be an email address such as dana@example.com'],
  [z.iso.datetime(), 'soon', 'must be a date and time such as 2027-02-25T14:05:00Z'],
])('%# is said in words that follow a name', (schema, value, words) => {
  expect(said(schema, value)).toEqual([words]);
});

test('the words of a contract come first, and what has none of ours keeps those of zod', () => {
  expect(said(z.string().max(3, 'must be short'), 'long')).toEqual(['must be short']);
  expect(said(z.number().gt(5), 5)).toEqual(['Too small: expected number to be >5']);
});
