import { expect, test } from 'vitest';
import { standingAfter, type DealStanding } from '../../../src/lib/domain/deal-standing.ts';
import { ProblemError } from '../../../src/lib/domain/errors.ts';

const then = new Date('2026-11-20T09:00:00Z');
const now = new Date('2026-11-26T09:00:00Z');
const open: DealStanding = { status: 'open', lostReason: null, closedAt: null };
const won: DealStanding = { status: 'won', lostReason: null, closedAt: then };
const lost: DealStanding = { status: 'lost', lostReason: 'Price', closedAt: then };

test.each<[string, DealStanding, Parameters<typeof standingAfter>[1], DealStanding]>([
  ['winning notes when', open, { status: 'won' }, { status: 'won', lostReason: null, closedAt: now }],
  ['losing keeps the reason', open, { status: 'lost', lostReason: ' Price ' }, { ...lost, closedAt: now }],
  ['opening a lost deal takes both away', lost, { status: 'open' }, open],
  ['opening a won deal takes the date away', won, { status: 'open' }, open],
  ['winning a lost deal takes the reason away', lost, { status: 'won' }, { ...won, closedAt: now }],
  ['the same standing keeps its date', won, { status: 'won' }, won],
  ['another reason keeps the date', lost, { lostReason: 'Timing' }, { ...lost, lostReason: 'Timing' }],
  ['no reason on an open deal is nothing', open, { lostReason: null }, open],
  ['losing again with the reason there is', lost, { status: 'lost' }, lost],
])('%s', (_, before, change, after) => {
  expect(standingAfter(before, change, now)).toEqual(after);
});

test.each<[string, DealStanding, Parameters<typeof standingAfter>[1]]>([
  ['losing without a reason', open, { status: 'lost' }],
  ['losing for nothing but blanks', open, { status: 'lost', lostReason: '  ' }],
  ['taking the reason of a lost deal away', lost, { lostReason: null }],
  ['a reason on an open deal', open, { lostReason: 'Price' }],
  ['a reason on a deal that is won', lost, { status: 'won', lostReason: 'Price' }],
])('%s is refused at the reason', (_, before, change) => {
  const attempt = () => standingAfter(before, change, now);
  expect(attempt).toThrow(ProblemError);
  expect(attempt).toThrow(/lostReason/);
});
