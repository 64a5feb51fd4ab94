import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextEstimate, snapEstimate } from '../../../src/lib/planning/estimate-steps.ts';

test('estimates snap to five minutes, a quarter, half an hour and an hour, as they grow', () => {
  expect([1, 12, 58, 70, 250, 1000, 9999].map(snapEstimate)).toEqual([5, 10, 60, 75, 240, 1020, 4800]);
});

test('steps go up and down between the same estimates', () => {
  expect([30, 55, 60, 230, 240, 960, 4800].map((minutes) => nextEstimate(minutes, 1))).toEqual([
    35, 60, 75, 240, 270, 1020, 4800,
  ]);
  expect([5, 35, 60, 75, 240, 270, 1020].map((minutes) => nextEstimate(minutes, -1))).toEqual([
    5, 30, 55, 60, 225, 240, 960,
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 4740 }), (minutes) => {
      const up = nextEstimate(minutes, 1);
      expect(up).toBeGreaterThan(minutes);
      expect(snapEstimate(up)).toBe(up);
      const down = nextEstimate(minutes, -1);
      expect(down).toBeLessThan(minutes);
      expect(snapEstimate(down)).toBe(down);
    }),
  );
});
