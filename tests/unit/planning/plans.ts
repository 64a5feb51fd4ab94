import fc from 'fast-check';
import type { DraftPlan, PlanSubtask, SubtaskPriority, SubtaskStatus } from '../../../src/lib/planning/index.ts';

/** Bounded and reproducible property runs. */
export const runs = { numRuns: 150, seed: 20261126 };

export function subtask(
  id: string,
  minutes: number,
  dependencies: string[] = [],
  rest: Partial<PlanSubtask> = {},
): PlanSubtask {
  return {
    id,
    title: `Step ${id}`,
    description: '',
    estimatedTime: minutes,
    dependencies,
    priority: 'medium',
    status: 'pending',
    assignedTo: null,
    order: 0,
    ...rest,
  };
}

export function inOrder(subtasks: PlanSubtask[]): PlanSubtask[] {
  return subtasks.map((item, order) => ({ ...item, order }));
}

const priorities: SubtaskPriority[] = ['low', 'medium', 'high'];
const statuses: SubtaskStatus[] = ['pending', 'pending', 'pending', 'in_progress', 'completed', 'cancelled'];

/** Saved plans: dependencies point backwards, up to three people and nobody. */
export const plans = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 5, max: 900 }),
      waits: fc.array(fc.nat(20), { maxLength: 3 }),
      person: fc.constantFrom(null, 'ann', 'bob', 'cy'),
      status: fc.constantFrom(...statuses),
      priority: fc.constantFrom(...priorities),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((items) =>
    items.map(({ minutes, waits, person, status, priority }, order): PlanSubtask => {
      const dependencies = order === 0 ? [] : [...new Set(waits.map((wait) => `s${wait % order}`))];
      return subtask(`s${order}`, minutes, dependencies, { assignedTo: person, status, priority, order });
    }),
  );

/** Valid drafts: distinct titles, whole minutes within the limits, listed in topological order. */
export const validDrafts = fc
  .array(
    fc.record({
      word: fc.constantFrom('Call', 'Write', 'Check', 'Send', 'Plan'),
      description: fc.constantFrom('', 'Ask for figures.'),
      estimatedTime: fc.integer({ min: 5, max: 4800 }),
      waits: fc.array(fc.nat(20), { maxLength: 3 }),
      priority: fc.constantFrom(...priorities),
    }),
    { minLength: 3, maxLength: 8 },
  )
  .map((items): DraftPlan => {
    const subtasks = items.map(({ word, waits, ...rest }, index) => ({
      ...rest,
      title: `${word} number ${index + 1}`,
      dependencies: index === 0 ? [] : [...new Set(waits.map((wait) => wait % index))],
    }));
    return {
      subtasks,
      milestones: [{ name: 'Done', afterSubtask: 2 }, { name: 'All over' }],
      confidence: 0.7,
      assumptions: ['Budget is there'],
    };
  });
