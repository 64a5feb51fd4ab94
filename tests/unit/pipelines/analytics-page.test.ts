import { expect, test } from 'vitest';
import { daysOfMonth, instantsOf, rangeOf } from '../../../src/components/pipelines/analytics/analytics-range.ts';
import { percent } from '../../../src/components/pipelines/analytics/analytics-words.ts';
import { funnelBand } from '../../../src/components/pipelines/analytics/funnel-band.ts';

const now = new Date('2026-11-27T23:30:00Z');
const range = (query: string) => rangeOf(new URLSearchParams(query), now);

test('the days an address asks for, and 90 of them where it asks for nothing usable', () => {
  expect(range('')).toEqual({ from: '2026-08-30', to: '2026-11-27', period: '90' });
  expect(range('days=30')).toEqual({ from: '2026-10-29', to: '2026-11-27', period: '30' });
  expect(range('days=all')).toMatchObject({ to: '2026-11-27', period: 'all' });
  expect(range('from=2026-02-01&to=2026-02-28')).toEqual({ from: '2026-02-01', to: '2026-02-28', period: null });
  expect(range('from=2026-02-01&to=')).toEqual({ from: '2026-02-01', to: '2026-11-27', period: null });
  for (const odd of [
    'from=2026-03-01&to=2026-02-01',
    'from=soon',
    'days=12',
    'from=2026-02-31',
    'to=2026-13-01',
    'to=2026-11-01T00:00',
  ]) {
    expect(range(odd)).toEqual(range(''));
  }
});

test('both days are whole; months have their lengths', () => {
  const { from, to } = instantsOf({ from: '2026-02-28', to: '2026-02-28', period: null });
  expect([from, to]).toEqual(['2026-02-28T00:00:00.000Z', '2026-03-01T00:00:00.000Z']);
  expect(daysOfMonth('2028-02')).toEqual({ first: '2028-02-01', last: '2028-02-29' });
});

test('a band as thick as the share of deals, level at each stage', () => {
  expect(funnelBand([1, 0.5], { width: 100, height: 40 })).toBe('0,0 30,0 50,10 100,10 100,30 50,30 30,40 0,40');
  expect(funnelBand([], { width: 100, height: 40 })).toBe('');
});

test('shares in words never hide that there is something', () => {
  expect([1, 0.376, 0.004, 0, null].map(percent)).toEqual(['100 %', '38 %', '0.4 %', '0 %', '–']);
});
