import { expect, test } from 'vitest';
import { arrange, changeSubtask, statusAfter } from '../../../../src/server/use-cases/plans/change-subtasks.ts';
import { withoutSubtask } from '../../../../src/server/use-cases/plans/removed-steps.ts';
import { idOf, letters, now, plan, step } from './plan-records.ts';

const later = new Date('2026-11-27T09:00:00Z');

test('a change marks the step as edited and names what differs', () => {
  const { subtask, fields } = changeSubtask(step('a'), { title: 'Call Dana', priority: 'medium' }, now);
  expect(subtask).toMatchObject({ title: 'Call Dana', edited: true });
  expect(fields).toEqual(['title']);
});

test('a lock is no edit of the step', () => {
  const { subtask, fields } = changeSubtask(step('a'), { locked: true }, now);
  expect(subtask).toMatchObject({ locked: true, edited: false });
  expect(fields).toEqual(['locked']);
  expect(changeSubtask(step('a', { edited: true }), { locked: true }, now).subtask.edited).toBe(true);
});

test('saying what is so already changes nothing', () => {
  const before = step('a', { dependencies: [idOf('b')] });
  const { subtask, fields } = changeSubtask(before, { title: 'Step a', dependencies: [idOf('b')] }, now);
  expect(subtask).toBe(before);
  expect(fields).toEqual([]);
});

test('a dependency given twice counts once', () => {
  const { subtask } = changeSubtask(step('a'), { dependencies: [idOf('b'), idOf('b')] }, now);
  expect(subtask.dependencies).toEqual([idOf('b')]);
});

test('starting and finishing note when; starting again keeps the first start', () => {
  const started = changeSubtask(step('a'), { status: 'in_progress' }, now).subtask;
  expect(started).toMatchObject({ startedAt: now, completedAt: null });
  const finished = changeSubtask(started, { status: 'completed' }, later).subtask;
  expect(finished).toMatchObject({ startedAt: now, completedAt: later });
  const again = changeSubtask(finished, { status: 'in_progress' }, later).subtask;
  expect(again).toMatchObject({ startedAt: now, completedAt: null });
  expect(changeSubtask(again, { status: 'pending' }, later).subtask).toMatchObject({
    startedAt: null,
    completedAt: null,
  });
  expect(changeSubtask(finished, { status: 'cancelled' }, later).subtask.completedAt).toBeNull();
});

test('moved steps take their places, the others keep their sequence', () => {
  const steps = [step('a'), step('b'), step('c'), step('d')];
  const place = (places: Record<string, number>) =>
    letters(arrange(steps, new Map(Object.entries(places).map(([letter, at]) => [idOf(letter), at]))));
  expect(place({})).toBe('abcd');
  expect(place({ d: 0 })).toBe('dabc');
  expect(place({ a: 99 })).toBe('bcda');
  expect(place({ d: 0, a: 3 })).toBe('dbca');
  expect(arrange(steps, new Map()).map(({ order }) => order)).toEqual([0, 1, 2, 3]);
});

test('what waited for a removed step waits for what that one waited for', () => {
  const steps = [
    step('a'),
    step('b', { dependencies: [idOf('a')] }),
    step('c', { dependencies: [idOf('b'), idOf('a')] }),
  ];
  const after = withoutSubtask(plan(steps), steps[1]!);
  expect(letters(after.subtasks)).toBe('ac');
  expect(after.subtasks[1]).toMatchObject({ dependencies: [idOf('a')], order: 1 });
});

test('a removed step leaves its milestone to the last step it waited for; without one it is gone', () => {
  const steps = [
    step('a', { scheduledEnd: later }),
    step('b', { scheduledEnd: now }),
    step('c', { dependencies: [idOf('a'), idOf('b')] }),
  ];
  const milestones = [
    { name: 'Joined', subtaskId: idOf('c') },
    { name: 'End', subtaskId: null },
  ];
  const names = (gone: number) =>
    withoutSubtask(plan(steps, milestones), steps[gone]!).timeline?.milestones.map(({ name, subtaskId }) => [
      name,
      subtaskId,
    ]);
  expect(names(2)).toEqual([
    ['Joined', idOf('a')],
    ['End', null],
  ]);
  expect(
    withoutSubtask(plan(steps, [{ name: 'First', subtaskId: idOf('a') }]), steps[0]!).timeline?.milestones,
  ).toEqual([]);
});

test('a pending task is under way as soon as a step is', () => {
  expect(statusAfter({ status: 'pending' }, [step('a')])).toBe('pending');
  expect(statusAfter({ status: 'pending' }, [step('a', { status: 'in_progress' })])).toBe('in_progress');
  expect(statusAfter({ status: 'pending' }, [step('a', { status: 'completed' })])).toBe('in_progress');
  expect(statusAfter({ status: 'cancelled' }, [step('a', { status: 'completed' })])).toBe('cancelled');
});
