import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastLoaded, nextInTurn, type Candidate } from '../../../src/lib/domain/automations/assignees.ts';
import { deepestCause, depthOfEffect } from '../../../src/lib/domain/automations/causality.ts';
import { actionBackoff, nextAttempt } from '../../../src/lib/domain/backoff.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 9, minute));
const one = (id: string, open: number, minute: number | null = null): Candidate => ({
  id,
  open,
  lastAssignedAt: minute === null ? null : at(minute),
});

describe('the least loaded', () => {
  test('has the fewest open; of those, waited longest, never having had any counting most', () => {
    expect(leastLoaded([one('a', 3), one('b', 1), one('c', 2)])).toBe('b');
    expect(leastLoaded([one('a', 1, 5), one('b', 1, 3), one('c', 1, 9)])).toBe('b');
    expect(leastLoaded([one('a', 1, 5), one('b', 1), one('c', 1)])).toBe('b');
    expect(leastLoaded([])).toBeNull();
  });

  const candidate = fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    open: fc.nat(5),
    lastAssignedAt: fc.option(fc.nat(59).map(at)),
  });
  const candidates = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 8 });

  test('is the same in whatever order they come, and nobody has less', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const chosen = leastLoaded(all);
        expect(leastLoaded(all.toReversed())).toBe(chosen);
        const found = all.find(({ id }) => id === chosen);
        expect(found?.open ?? 0).toBe(all.length === 0 ? 0 : Math.min(...all.map(({ open }) => open)));
      }),
    );
  });

  test('spreads work so that loads never differ by more than they did, or one', () => {
    fc.assert(
      fc.property(
        candidates.filter((all) => all.length > 0),
        fc.nat(40),
        (start, rounds) => {
          let all = start;
          for (let round = 0; round < rounds; round += 1) {
            const chosen = leastLoaded(all);
            all = all.map((each) =>
              each.id === chosen ? { ...each, open: each.open + 1, lastAssignedAt: at(round) } : each,
            );
          }
          const spread = (of: readonly Candidate[]) =>
            Math.max(...of.map(({ open }) => open)) - Math.min(...of.map(({ open }) => open));
          expect(spread(all)).toBeLessThanOrEqual(Math.max(spread(start), 1));
        },
      ),
    );
  });
});

describe('turns', () => {
  const team = [{ id: 'b' }, { id: 'c' }, { id: 'a' }];

  test('go round, and go on where one is gone or comes', () => {
    expect([null, 'a', 'b', 'c'].map((last) => nextInTurn(team, last))).toEqual(['a', 'b', 'c', 'a']);
    expect(nextInTurn([{ id: 'a' }, { id: 'c' }], 'b')).toBe('c');
    expect(nextInTurn([], 'b')).toBeNull();
  });

  test('are equally many for all', () => {
    const members = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(members, fc.integer({ min: 1, max: 5 }), (ids, rounds) => {
        const counts = new Map<string, number>();
        let last: string | null = null;
        for (let turn = 0; turn < ids.length * rounds; turn += 1) {
          last = nextInTurn(
            ids.map((id) => ({ id })),
            last,
          );
          counts.set(last!, (counts.get(last!) ?? 0) + 1);
        }
        expect(new Set(counts.values())).toEqual(new Set([rounds]));
        expect(counts.size).toBe(ids.length);
      }),
    );
  });
});

test('what leads to each other ends', () => {
  let depth: number | null = 0;
  let steps = 0;
  for (; depth !== null; depth = depthOfEffect(depth)) steps += 1;
  expect(steps).toBe(deepestCause + 1);
});

test('actions are tried again ever less often, within a day, and then given up', () => {
  const now = at(0);
  const times = actionBackoff.map((_, index) => nextAttempt(actionBackoff, index + 1, now)!.getTime() - now.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(86_400_000);
  expect(nextAttempt(actionBackoff, actionBackoff.length + 1, now)).toBeNull();
});
