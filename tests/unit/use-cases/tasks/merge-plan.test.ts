import { expect, test } from 'vitest';
import type { DraftPlan } from '../../../../src/lib/planning/types.ts';
import { isKept, keptSince, mergePlan } from '../../../../src/server/use-cases/plans/merge-plan.ts';
import type { PlanRecord, SubtaskRecord } from '../../../../src/server/records/index.ts';
import { idOf, letters, now, plan, step } from './plan-records.ts';

const draft = (titles: string[], dependencies: number[][] = []): DraftPlan => ({
  subtasks: titles.map((title, index) => ({
    title,
    description: '',
    estimatedTime: 30,
    dependencies: dependencies[index] ?? [],
    priority: 'medium',
  })),
  assumptions: [],
});

function merged(drafted: DraftPlan, current: PlanRecord | null, keeps: (subtask: SubtaskRecord) => boolean = isKept) {
  let next = 'p'.charCodeAt(0);
  const makeId = () => idOf(String.fromCharCode(next++));
  return mergePlan({ draft: drafted, current, keeps, makeId, now });
}

test('a first plan takes the draft as it is', () => {
  const { subtasks, milestones } = merged(draft(['One', 'Two'], [[], [0]]), null);
  expect(subtasks.map(({ title, dependencies, order, edited }) => ({ title, dependencies, order, edited }))).toEqual([
    { title: 'One', dependencies: [], order: 0, edited: false },
    { title: 'Two', dependencies: [idOf('p')], order: 1, edited: false },
  ]);
  expect(milestones.map(({ name, subtaskId }) => [name, subtaskId])).toEqual([['All steps finished', null]]);
});

test('edited, started, finished and cancelled steps stay at their places; untouched ones give way', () => {
  const current = plan([
    step('a', { status: 'completed' }),
    step('b'),
    step('c', { edited: true }),
    step('d', { status: 'in_progress' }),
    step('e', { status: 'cancelled' }),
    step('f'),
  ]);
  const { subtasks } = merged(draft(['One', 'Two']), current);
  expect(letters(subtasks)).toBe('apcdeq');
  expect(subtasks.map(({ order }) => order)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('from scratch everything goes but what people did since', () => {
  const before = plan([step('a', { status: 'completed', edited: true }), step('b', { edited: true }), step('c')]);
  expect(letters(merged(draft(['One', 'Two']), before, keptSince(before)).subtasks)).toBe('pq');
  const since = plan([
    before.subtasks[0]!,
    { ...before.subtasks[1]!, title: 'Changed since' },
    before.subtasks[2]!,
    step('d', { edited: true }),
  ]);
  expect(letters(merged(draft(['One', 'Two']), since, keptSince(before)).subtasks)).toBe('pbqd');
});

test('a drafted step of the same title is the kept one: what waits for it waits for that', () => {
  const current = plan([step('a', { title: 'Review the contract', edited: true, estimatedTime: 15 })]);
  const { subtasks } = merged(draft(['review the Contract!', 'Write the offer'], [[], [0]]), current);
  expect(subtasks).toHaveLength(2);
  expect(subtasks[0]).toMatchObject({ id: idOf('a'), estimatedTime: 15 });
  expect(subtasks[1]?.dependencies).toEqual([idOf('a')]);
});

test('a kept step waits for what the steps that are gone waited for', () => {
  const current = plan([
    step('a', { edited: true }),
    step('b', { dependencies: [idOf('a')] }),
    step('c', { dependencies: [idOf('b')], edited: true }),
  ]);
  const { subtasks } = merged(draft(['One']), current);
  expect(subtasks.find(({ id }) => id === idOf('c'))?.dependencies).toEqual([idOf('a')]);
});

test('every step is listed after what it waits for', () => {
  const current = plan([step('a', { title: 'Second', edited: true, order: 3 })]);
  const { subtasks } = merged(draft(['First', 'Second', 'Third'], [[], [0], [1]]), current);
  const place = new Map(subtasks.map(({ id }, index) => [id, index]));
  for (const { id, dependencies } of subtasks) {
    for (const dependency of dependencies) expect(place.get(dependency)).toBeLessThan(place.get(id)!);
  }
});

test('milestones of kept steps stay unless the draft has one of that name', () => {
  const current = plan(
    [step('a', { edited: true }), step('b')],
    [
      { name: 'Kept', subtaskId: idOf('a') },
      { name: 'Gone', subtaskId: idOf('b') },
      { name: 'All steps finished', subtaskId: idOf('a') },
    ],
  );
  const names = merged(draft(['One']), current).milestones.map(({ name, subtaskId }) => [name, subtaskId]);
  expect(names).toEqual([
    ['Kept', idOf('a')],
    ['All steps finished', null],
  ]);
});

test('a locked step stays as it is where it is, even when a plan is made from scratch', () => {
  const current = plan([step('a'), step('b', { locked: true }), step('c', { edited: true })]);
  const { subtasks } = merged(draft(['One', 'Two', 'Step b'], [[], [], [0]]), current, keptSince(current));
  expect(subtasks.map(({ title }) => title)).toEqual(['One', 'Step b', 'Two']);
  expect(subtasks[1]).toMatchObject({ ...step('b', { locked: true }), order: 1 });
});
