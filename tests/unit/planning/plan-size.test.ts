import { expect, test } from 'vitest';
import { mostNewSubtasks, stepsAsked } from '../../../src/lib/planning/index.ts';

test.each([
  ['Give me 12 steps', 12],
  ['make it ten detailed subtasks please', 10],
  ['15 sub-tasks', 15],
  ['500 steps', 20],
  ['5 steps', null],
  ['in 12 days, step by step', null],
  ['', null],
  [null, null],
])('%j asks for %j', (instructions, expected) => {
  expect(stepsAsked(instructions)).toBe(expected);
});

test('a draft has eight steps less those that stay, never fewer than three, and more only when asked', () => {
  expect(mostNewSubtasks(0, null)).toBe(8);
  expect(mostNewSubtasks(3, null)).toBe(5);
  expect(mostNewSubtasks(7, null)).toBe(3);
  expect(mostNewSubtasks(2, '12 steps')).toBe(10);
});
