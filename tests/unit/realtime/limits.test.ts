import { expect, test } from 'vitest';
import { createMessageLimit } from '../../../src/server/realtime/message-limit.ts';
import { startLoop } from '../../../src/server/realtime/wakeable-loop.ts';

test('a socket may send a burst, then so many a second, and is cut off when it goes on regardless', () => {
  let now = 0;
  const allow = createMessageLimit(() => now);
  const many = (count: number) => Array.from({ length: count }, () => allow());
  expect(new Set(many(40))).toEqual(new Set(['ok']));
  expect(allow()).toBe('too_many');
  now += 1000;
  expect(many(11)).toEqual([...Array.from({ length: 10 }, () => 'ok'), 'too_many']);
  expect(many(300).at(-1)).toBe('hopeless');
});

test('a loop turns when woken, never twice at a time, and goes on over errors', async () => {
  let turns = 0;
  let running = 0;
  let most = 0;
  const errors: unknown[] = [];
  const twice = Promise.withResolvers<undefined>();
  const loop = startLoop({
    everyMs: 60_000,
    onError: (error) => errors.push(error),
    run: async () => {
      turns += 1;
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (turns === 1) {
        loop.wake();
        throw new Error('once');
      }
      twice.resolve(undefined);
    },
  });
  await twice.promise;
  await loop.stop();
  expect({ turns, most, errors: errors.length }).toEqual({ turns: 2, most: 1, errors: 1 });
});
