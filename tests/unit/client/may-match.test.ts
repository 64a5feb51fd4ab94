import { expect, test } from 'vitest';
import { mayMatch } from '../../../src/lib/client/may-match.ts';

const record = { status: 'lead', source: 'fair', assignedTo: null, customerId: 'c1', tags: ['vip', 'eu'] };

test.each([
  ['', true],
  ['status=lead', true],
  ['status=prospect,lead', true],
  ['status=prospect', false],
  ['tag=vip', true],
  ['tag=other', false],
  ['assignedTo=nobody', true],
  ['assignedTo=someone', false],
  ['assignedTo=me', true],
  ['customerId=c2', false],
  ['priority=high&q=words&sort=company&dueBefore=2026-12-01', true],
  ['status=&tag=', true],
])('a new record and the filter “%s”: %s', (query, expected) => {
  expect(mayMatch(record, new URLSearchParams(query))).toBe(expected);
});
