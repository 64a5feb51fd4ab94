import { expect, test } from 'vitest';
import { ProblemError } from '../../../../src/lib/domain/errors.ts';
import { checkDependencies } from '../../../../src/server/use-cases/plans/check-dependencies.ts';
import type { SubtaskRecord } from '../../../../src/server/records/index.ts';
import { idOf, step } from './plan-records.ts';

const errorsOf = (subtasks: SubtaskRecord[]) => {
  try {
    checkDependencies(subtasks, (id) => `subtasks.${id[0]}.dependencies`);
    return null;
  } catch (error) {
    return error instanceof ProblemError ? error.options.errors : error;
  }
};

test('a plan in which every step can be reached passes', () => {
  expect(errorsOf([step('a'), step('b', { dependencies: [idOf('a')] })])).toBeNull();
});

test('an unknown step is named by its place', () => {
  expect(errorsOf([step('a'), step('b', { dependencies: [idOf('a'), idOf('f')] })])).toEqual([
    { path: 'subtasks.b.dependencies.1', message: 'there is no such step in this plan' },
  ]);
});

test('a step cannot wait for itself', () => {
  expect(errorsOf([step('a', { dependencies: [idOf('a')] })])).toEqual([
    { path: 'subtasks.a.dependencies.0', message: 'a step cannot wait for itself' },
  ]);
});

test('a circle is told by the titles along it', () => {
  const circle = [
    step('a', { dependencies: [idOf('c')] }),
    step('b', { dependencies: [idOf('a')] }),
    step('c', { dependencies: [idOf('b')] }),
  ];
  expect(errorsOf(circle)).toEqual([
    {
      path: expect.stringMatching(/^subtasks\.[abc]\.dependencies$/) as string,
      message: expect.stringMatching(/“Step [abc]” → “Step [abc]” → “Step [abc]” → “Step [abc]”/) as string,
    },
  ]);
});
