import { expect, test } from 'vitest';
import type { Result } from '../../integration/embedded-mongo/unified/runner.ts';
import { stale, surprises } from '../../integration/embedded-mongo/unified/verdict.ts';

const known: Result = {
  name: 'commit.json: write concern error on commit',
  outcome: 'failed',
  reason: 'expected an error',
};
const refused: Result = {
  name: 'views.json: any',
  outcome: 'failed',
  reason: "create's 'viewOn' is not supported by the embedded database",
};

test('known failures and passes are expected, new failures and passing known ones are not', () => {
  const fresh: Result = { name: 'find.json: a new one', outcome: 'failed', reason: 'expected 1, got 2' };
  const mended: Result = { name: known.name, outcome: 'passed' };
  const skipped: Result = { name: known.name, outcome: 'skipped', reason: 'for another version' };
  const fine: Result = { name: 'find.json: find', outcome: 'passed' };
  expect(surprises([known, refused, skipped, fine])).toEqual([]);
  expect(surprises([known, fresh, mended])).toEqual([fresh, mended]);
});

test('a known failure that explains none of the results is stale', () => {
  const all = stale([]).length;
  expect(stale([known]).length).toBe(all - 1);
  expect(stale([known, refused]).length).toBe(all - 2);
  expect(stale([{ ...known, outcome: 'passed' }]).length).toBe(all);
});
