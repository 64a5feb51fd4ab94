import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  PLAN_LIMITS,
  PlanUnusableError,
  planFromAnswer,
  repairDraft,
  type DraftPlan,
} from '../../../src/lib/planning/index.ts';
import { runs, validDrafts } from './plans.ts';

function draft(...subtasks: [title: string, dependencies?: number[], minutes?: number][]): DraftPlan {
  return {
    subtasks: subtasks.map(([title, dependencies = [], estimatedTime = 60]) => ({
      title,
      description: '',
      estimatedTime,
      dependencies,
      priority: 'medium' as const,
    })),
    assumptions: [],
  };
}

const dependenciesOf = (plan: DraftPlan) => plan.subtasks.map((item) => item.dependencies);

describe('a valid plan', () => {
  test('is untouched and needs no repair', () => {
    fc.assert(
      fc.property(validDrafts, (plan) => {
        expect(repairDraft(plan)).toEqual({ plan, repairs: [] });
      }),
      runs,
    );
  });

  test('is read from a model’s JSON as it stands', () => {
    fc.assert(
      fc.property(validDrafts, (plan) => {
        const { plan: read, repairs } = planFromAnswer({ ...plan, totalEstimatedTime: 100 });
        expect(read.subtasks.map((item) => item.title)).toEqual(plan.subtasks.map((item) => item.title));
        if (repairs.length === 0) expect(read).toEqual(plan);
      }),
      runs,
    );
  });
});

const anyDraft = fc.record({
  subtasks: fc.array(
    fc.record({
      title: fc.oneof(fc.constantFrom('A', 'a', 'The A', 'B', 'C; D', 'C', 'D', '', '—', 'X'.repeat(300)), fc.string()),
      description: fc.oneof(fc.string(), fc.constant('y '.repeat(3000))),
      estimatedTime: fc.oneof(fc.double(), fc.integer({ min: -10, max: 9000 })),
      dependencies: fc.array(fc.integer({ min: -2, max: 16 }), { maxLength: 4 }),
      priority: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
    }),
    { maxLength: 14 },
  ),
  milestones: fc.array(
    fc.record({
      name: fc.oneof(fc.constantFrom('M', 'm', ''), fc.string()),
      description: fc.string(),
      afterSubtask: fc.integer({ min: -1, max: 15 }),
    }),
    { maxLength: 12 },
  ),
  confidence: fc.double(),
  assumptions: fc.array(fc.string(), { maxLength: 14 }),
});

function expectValid(plan: DraftPlan) {
  expect(plan.subtasks.length).toBeGreaterThanOrEqual(PLAN_LIMITS.minSubtasks);
  expect(plan.subtasks.length).toBeLessThanOrEqual(PLAN_LIMITS.maxSubtasks);
  plan.subtasks.forEach((item, index) => {
    expect(item.title.length).toBeGreaterThan(0);
    expect(item.title.length).toBeLessThanOrEqual(PLAN_LIMITS.titleLength);
    expect(item.description.length).toBeLessThanOrEqual(PLAN_LIMITS.descriptionLength);
    expect(Number.isInteger(item.estimatedTime)).toBe(true);
    expect(item.estimatedTime).toBeGreaterThanOrEqual(PLAN_LIMITS.minMinutes);
    expect(item.estimatedTime).toBeLessThanOrEqual(PLAN_LIMITS.maxMinutes);
    for (const dependency of item.dependencies) {
      expect(dependency).toBeGreaterThanOrEqual(0);
      expect(dependency).toBeLessThan(index);
    }
  });
  expect(plan.assumptions.length).toBeLessThanOrEqual(PLAN_LIMITS.assumptions);
  for (const milestone of plan.milestones ?? []) expect(milestone.afterSubtask ?? 0).toBeLessThan(plan.subtasks.length);
}

describe('any draft', () => {
  test('becomes valid or is refused, and repairing twice changes nothing more', () => {
    fc.assert(
      fc.property(anyDraft, (given) => {
        let repaired;
        try {
          repaired = repairDraft(given);
        } catch (error) {
          expect(error).toBeInstanceOf(PlanUnusableError);
          return;
        }
        expectValid(repaired.plan);
        expect(repairDraft(repaired.plan)).toEqual({ plan: repaired.plan, repairs: [] });
      }),
      { ...runs, numRuns: 400 },
    );
  });

  test('of any JSON never fails in another way', () => {
    const item = fc.dictionary(
      fc.constantFrom(
        'title',
        'name',
        'description',
        'estimatedTime',
        'duration',
        'dependencies',
        'dependsOn',
        'priority',
        'id',
      ),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const answers = fc.oneof(
      fc.jsonValue(),
      fc.record({ subtasks: fc.array(item), milestones: fc.jsonValue(), assumptions: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(answers, (answer) => {
        try {
          expectValid(planFromAnswer(answer).plan);
        } catch (error) {
          if (!(error instanceof PlanUnusableError)) throw error;
        }
      }),
      runs,
    );
  });
});

test('a step that waits for itself is set free and the person is told', () => {
  const { plan, repairs } = repairDraft(draft(['Draft'], ['Review', [0]], ['Sign', [1, 2]]));
  expect(dependenciesOf(plan)).toEqual([[], [0], [1]]);
  expect(repairs).toEqual(['“Sign” waited for itself: that dependency was removed']);
});

test('dependencies on steps that are not there are removed', () => {
  const { plan, repairs } = repairDraft(draft(['A one', [7]], ['B two', [-1, 0]], ['C three', [1]]));
  expect(dependenciesOf(plan)).toEqual([[], [0], [1]]);
  expect(repairs).toHaveLength(2);
});

test('of two steps that wait for each other the one listed first comes first', () => {
  const { plan, repairs } = repairDraft(draft(['A one', [1]], ['B two', [0]], ['C three']));
  expect(dependenciesOf(plan)).toEqual([[], [0], []]);
  expect(repairs).toEqual(['“B two” and “A one” waited for each other: “A one” now comes first']);
});

test('a longer circle is cut where it contradicts the listing most', () => {
  const { plan, repairs } = repairDraft(draft(['A one', [3]], ['B two', [0]], ['C three', [1]], ['D four', [2]]));
  expect(dependenciesOf(plan)).toEqual([[], [0], [1], [2]]);
  expect(repairs[0]).toContain('4 steps waited for one another in a circle: “A one” no longer waits for “D four”');
});

test('steps listed before what they wait for are moved behind it, milestones with them', () => {
  const given = {
    ...draft(['Sign', [2]], ['Call'], ['Draft', [1]]),
    milestones: [{ name: 'Signed', afterSubtask: 0 }],
  };
  const { plan, repairs } = repairDraft(given);
  expect(plan.subtasks.map((item) => item.title)).toEqual(['Call', 'Draft', 'Sign']);
  expect(plan.milestones).toEqual([{ name: 'Signed', afterSubtask: 2 }]);
  expect(repairs).toHaveLength(1);
});

test('steps that say the same become one, and keep what they lead to', () => {
  const { plan, repairs } = repairDraft(
    draft(['Send the proposal', [], 30], ['Call'], ['Send proposal!', [1], 45], ['Sign', [2]]),
  );
  expect(plan.subtasks.map((item) => [item.title, item.estimatedTime])).toEqual([
    ['Call', 60],
    ['Send the proposal', 45],
    ['Sign', 60],
  ]);
  expect(dependenciesOf(plan)).toEqual([[], [0], [1]]);
  expect(repairs[0]).toBe('“Send the proposal” and “Send proposal!” were one step');
});

test('too many steps are combined without losing work, more are kept when asked for', () => {
  const many = draft(
    ...Array.from({ length: 11 }, (_, index): [string, number[], number] => [
      `Part ${index}`,
      index ? [index - 1] : [],
      10 + index,
    ]),
  );
  const { plan, repairs } = repairDraft(many);
  expect(plan.subtasks).toHaveLength(8);
  expect(repairs).toHaveLength(3);
  const minutes = (items: DraftPlan) => items.subtasks.reduce((sum, item) => sum + item.estimatedTime, 0);
  expect(minutes(plan)).toBe(minutes(many));
  expect(plan.subtasks[0]?.title).toBe('Part 0; Part 1');
  expect(repairDraft(many, { maxSubtasks: 12 })).toEqual({ plan: many, repairs: [] });
});

test('fewer than three different steps are refused', () => {
  expect(() => repairDraft(draft(['Call'], ['call'], ['The call'], ['Sign']))).toThrow(PlanUnusableError);
  expect(() => planFromAnswer({ subtasks: [] })).toThrow('at least 3');
});

test('untitled steps, wild minutes and endless texts are brought within bounds', () => {
  const given = draft(
    ['', [], 10],
    ['A one', [0], 0],
    ['B two', [1], 99_999],
    ['C'.repeat(300), [2], 12.4],
    ['D four', [], Number.NaN],
  );
  given.subtasks[1]!.description = 'word '.repeat(600);
  given.milestones = [
    { name: 'Gone', afterSubtask: 0 },
    { name: 'Lost', afterSubtask: 99 },
    { name: 'Kept', description: ' x ', afterSubtask: 2 },
    { name: 'kept' },
  ];
  given.confidence = 3;
  const { plan, repairs } = repairDraft(given);
  expect(plan.subtasks.map((item) => item.estimatedTime)).toEqual([5, 4800, 12, 60]);
  expect(plan.milestones).toEqual([{ name: 'Kept', description: 'x', afterSubtask: 1 }]);
  expect(plan.confidence).toBeUndefined();
  expect(repairs.join('\n')).toMatch(/without a title/);
  expect(repairs.join('\n')).toMatch(/99999 minutes: 4800 are planned/);
  expect(repairs.join('\n')).toMatch(/“Lost” belonged to no step/);
});
