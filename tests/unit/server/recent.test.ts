import { expect, test, vi } from 'vitest';
import { createRecent } from '../../../src/server/recent.ts';

/** A memory, and the milliseconds that have passed for it. */
function inTime() {
  const time = { passed: 1, now: () => time.passed };
  return { time, recent: createRecent(time) };
}

/** Asks for the same thing, of so many rows, `times` times; how often it was found out. */
async function timesFound(recent: ReturnType<typeof createRecent>, rows: number, times: number): Promise<number> {
  const find = vi.fn(() => Promise.resolve({ found: rows, rows }));
  for (let time = 0; time < times; time += 1) expect(await recent.of('figures', find)).toBe(rows);
  return find.mock.calls.length;
}

test('what few rows told is found out each time', async () => {
  expect(await timesFound(createRecent(), 1999, 3)).toBe(3);
});

test('what many rows told is kept for a millisecond a row', async () => {
  const { time, recent } = inTime();
  expect(await timesFound(recent, 5000, 3)).toBe(1);
  time.passed = 4000;
  expect(await timesFound(recent, 5000, 1)).toBe(0);
  time.passed = 5500;
  expect(await timesFound(recent, 5000, 1)).toBe(1);
});

test('nothing is kept for more than a minute, and each thing by its own name', async () => {
  const { time, recent } = inTime();
  await timesFound(recent, 10_000_000, 1);
  expect(await recent.of('others', () => Promise.resolve({ found: 1, rows: 1 }))).toBe(1);
  time.passed = 61_000;
  expect(await timesFound(recent, 10_000_000, 1)).toBe(1);
});

test('what could not be found out is tried again', async () => {
  const recent = createRecent();
  await expect(recent.of('figures', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await timesFound(recent, 5000, 1)).toBe(1);
});
