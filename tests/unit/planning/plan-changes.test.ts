import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPlanChanges } from '../../../src/lib/planning/apply-plan-changes.ts';
import { planChanges } from '../../../src/lib/planning/plan-changes.ts';
import { rebasePlan } from '../../../src/lib/planning/rebase-plan.ts';
import { sameSteps } from '../../../src/lib/planning/same-steps.ts';
import { findDependencyCycle, type PlanSubtask } from '../../../src/lib/planning/index.ts';
import { plans, runs, subtask } from './plans.ts';

/** Two plans that share some steps, and a choice among their steps. */
const replans = fc
  .record({
    before: plans,
    after: plans,
    shift: fc.nat(9),
    chosen: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
  })
  .map(({ before, after, shift, chosen }) => {
    const named = (id: string) => `s${Number(id.slice(1)) + shift}`;
    const next = after.map((step) => ({
      ...step,
      id: named(step.id),
      title: `Step ${named(step.id)}`,
      dependencies: step.dependencies.map(named),
    }));
    const ids = planChanges(before, next).map(({ id }) => id);
    return { before, after: next, accept: new Set(ids.filter((_, index) => chosen[index])), ids };
  });

const stated = ({ id, title, description, estimatedTime, dependencies, priority }: PlanSubtask) => ({
  ...{ id, title, description, estimatedTime, priority },
  dependencies: dependencies.toSorted(),
});

function expectValid(steps: readonly PlanSubtask[]) {
  const ids = steps.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, dependencies } of steps) {
    expect(dependencies).not.toContain(id);
    expect(new Set(dependencies).size).toBe(dependencies.length);
    for (const dependency of dependencies) expect(ids).toContain(dependency);
  }
  expect(findDependencyCycle(steps)).toBeNull();
}

test('all changes give the new plan, in its order', () => {
  fc.assert(
    fc.property(replans, ({ before, after, ids }) => {
      const { steps, repairs } = applyPlanChanges(before, after, new Set(ids));
      const changes = planChanges(before, after).filter(({ kind }) => kind !== 'kept');
      if (changes.length === 0) return;
      expect(steps.map(stated)).toEqual(after.map(stated));
      expect(repairs).toEqual([]);
    }),
    runs,
  );
});

test('no change gives the old plan', () => {
  fc.assert(
    fc.property(replans, ({ before, after }) => {
      expect(applyPlanChanges(before, after, new Set())).toEqual({ steps: before, repairs: [] });
    }),
    runs,
  );
});

test('any subset gives a valid plan: what is ticked is so, what is not stays', () => {
  fc.assert(
    fc.property(replans, ({ before, after, accept }) => {
      const { steps } = applyPlanChanges(before, after, accept);
      expectValid(steps);
      const found = new Map(steps.map((step) => [step.id, step]));
      for (const { id, kind, before: was, after: becomes } of planChanges(before, after)) {
        const source = accept.has(id) && kind !== 'kept' ? becomes : was;
        expect(found.get(id)?.title).toBe(source?.title);
        expect(found.get(id)?.estimatedTime).toBe(source?.estimatedTime);
        expect(found.get(id)?.priority).toBe(source?.priority);
      }
    }),
    { ...runs, numRuns: 400 },
  );
});

test('whose a step is and how far it is stays when a change of it is taken', () => {
  const before = [subtask('a', 30, [], { status: 'in_progress', assignedTo: 'ann' })];
  const after = [subtask('a', 60), subtask('b', 10, ['a'])];
  expect(applyPlanChanges(before, after, new Set(['a', 'b'])).steps[0]).toEqual({ ...before[0], estimatedTime: 60 });
  expect(applyPlanChanges(before, after, new Set(['a'])).steps).toEqual([{ ...before[0], estimatedTime: 60 }]);
});

test('a step that only waits for something else because what it waited for goes is kept', () => {
  const before = [subtask('a', 30), subtask('b', 30, ['a']), subtask('c', 30, ['b'])];
  const after = [subtask('a', 30), subtask('c', 30, ['a'])];
  expect(planChanges(before, after).map(({ id, kind }) => [id, kind])).toEqual([
    ['a', 'kept'],
    ['b', 'removed'],
    ['c', 'kept'],
  ]);
  expect(planChanges(before, [subtask('a', 30), subtask('c', 45)]).at(-1)).toMatchObject({
    kind: 'changed',
    fields: ['estimatedTime', 'dependencies'],
  });
});

test('what waits for a step that is not taken waits for what comes before that, and it is told', () => {
  const before = [subtask('a', 30)];
  const after = [subtask('a', 30), subtask('b', 30, ['a']), subtask('c', 30, ['b'])];
  const { steps, repairs } = applyPlanChanges(before, after, new Set(['c']));
  expect(steps.map(({ id, dependencies }) => [id, dependencies])).toEqual([
    ['a', []],
    ['c', ['a']],
  ]);
  expect(repairs).toEqual([
    '“Step c” was to wait for “Step b”, which is not part of the plan: it waits for what comes before that',
  ]);
});

test('steps that would wait for each other are mended, and it is told', () => {
  const before = [subtask('a', 30), subtask('b', 30, ['a'])];
  const after = [subtask('b', 45), subtask('a', 45, ['b'])];
  const { steps, repairs } = applyPlanChanges(before, after, new Set(['a']));
  expectValid(steps);
  expect(repairs).toEqual(['“Step a” no longer waits for “Step b”: they would have waited for each other']);
});

test('what people did since the plan was made stays, and any subset of the rest is valid', () => {
  fc.assert(
    fc.property(replans, fc.nat(20), fc.nat(20), ({ before, after, accept }, edited, gone) => {
      const current = [
        ...before
          .filter((_, index) => index !== gone)
          .map((step, index) => ({
            ...step,
            title: index === edited ? 'Edited since' : step.title,
            dependencies: step.dependencies.filter((id) => id !== before[gone]?.id),
          })),
        subtask(
          'theirs',
          15,
          before
            .slice(0, 1)
            .filter((_, index) => index !== gone)
            .map(({ id }) => id),
        ),
      ];
      const isTouched = (one: PlanSubtask, other: PlanSubtask) => one.title !== other.title;
      const then = rebasePlan({ base: before, after, current, isTouched });
      expectValid(then);
      const { steps } = applyPlanChanges(current, then, new Set([...accept, 'theirs']));
      expectValid(steps);
      expect(steps.some(({ id }) => id === 'theirs')).toBe(true);
      if (edited < current.length - 1) expect(steps.some(({ title }) => title === 'Edited since')).toBe(true);
      if (before[gone]) expect(steps.some(({ id }) => id === before[gone]?.id)).toBe(false);
    }),
    { ...runs, numRuns: 300 },
  );
});

test('steps that say much the same are the same step', () => {
  const named = (letter: string, ...titles: string[]) =>
    titles.map((title, index) => ({ id: `${letter}${index}`, title, description: '' }));
  const asked = { id: 'o3', title: 'Ask around', description: 'Who signs, and who could block.' };
  const old = [...named('o', 'Review the contract', 'Call Dana', 'Write the offer'), asked];
  const fresh = [
    ...named('n', 'Write the offer', 'Review the contract with legal', 'Book a room'),
    { ...asked, id: 'n3', title: 'Map who decides' },
  ];
  expect([...sameSteps(old, fresh)]).toEqual([
    ['n0', 'o2'],
    ['n3', 'o3'],
    ['n1', 'o0'],
  ]);
});
