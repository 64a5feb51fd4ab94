import { expect, test } from 'vitest';
import { partOfPage } from '../../../src/server/http/part-of-page.ts';
import type { Logger } from '../../../src/server/ports/index.ts';
import { silent } from '../../support/ports.ts';

test('a part that cannot be read is logged by its name, and the page goes on', async () => {
  const logged: unknown[] = [];
  const log: Logger = { ...silent, error: (fields) => void logged.push(fields) };
  const fault = new Error('The database is away');
  expect(await partOfPage(log, { name: 'ai', read: () => Promise.reject(fault) })).toEqual({ failed: true });
  expect(logged).toEqual([{ error: fault, part: 'ai' }]);
  expect(await partOfPage(log, { name: 'ai', read: () => Promise.resolve(3) })).toEqual({ failed: false, value: 3 });
  expect(logged).toHaveLength(1);
});
