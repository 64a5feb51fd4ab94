import { describe, expect, test } from 'vitest';
import { changeWordsOf } from '../../../src/components/home/change-words.ts';
import { visitsFrom } from '../../../src/components/home/last-visit.ts';
import { pairBars } from '../../../src/components/home/pair-bars.ts';

const now = new Date('2026-11-27T12:00:00Z');
const minutesAgo = (minutes: number) => now.getTime() - minutes * 60_000;

describe('the last visit', () => {
  test('is a day ago where nothing usable is known', () => {
    for (const kept of [undefined, '', 'x~y', `${minutesAgo(-5)}~${minutesAgo(-5)}`, '1~2']) {
      expect(visitsFrom(kept, now).since.getTime()).toBe(minutesAgo(24 * 60));
    }
  });

  test('looks within half an hour are one visit; after a longer pause the last one is what counts', () => {
    expect(visitsFrom(`${minutesAgo(300)}~${minutesAgo(10)}`, now)).toEqual({
      since: new Date(minutesAgo(300)),
      kept: `${minutesAgo(300)}~${now.getTime()}`,
    });
    expect(visitsFrom(`${minutesAgo(300)}~${minutesAgo(45)}`, now)).toEqual({
      since: new Date(minutesAgo(45)),
      kept: `${minutesAgo(45)}~${now.getTime()}`,
    });
  });
});

test('bars stand in pairs, the tallest as high as the drawing, none for nothing', () => {
  const bars = pairBars(
    [
      [4, 0],
      [2, 1],
    ],
    { width: 200, height: 80 },
  );
  expect(bars.map(({ height, second }) => [height, second])).toEqual([
    [80, false],
    [40, false],
    [20, true],
  ]);
  expect(bars[0]).toMatchObject({ x: 0, y: 0 });
  expect(bars[1]?.x).toBe(100);
  expect(pairBars([[0, 0]], { width: 1, height: 1 })).toEqual([]);
});

test('what was done stands between who and what', () => {
  expect(changeWordsOf({ type: 'deal_won' })).toBe('won');
  expect(changeWordsOf({ type: 'note_added' })).toBe('wrote a note about');
  expect(changeWordsOf({ type: 'task_completed' })).toBe('finished');
});
