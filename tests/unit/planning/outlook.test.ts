import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateMilestones,
  DEFAULT_RATIO_QUANTILES,
  defaultCalendar,
  derivedMilestones,
  finishRange,
  milestonesOfDraft,
  planConfidence,
  ratioAt,
  schedulePlan,
  similarities,
  toPlanSubtasks,
  type ConfidenceInput,
} from '../../../src/lib/planning/index.ts';
import { inOrder, plans, runs, subtask } from './plans.ts';

const calendar = defaultCalendar('UTC');
const now = new Date('2026-11-26T09:00:00Z');
const frame = { start: now, now, calendar };

describe('milestones', () => {
  const diamond = inOrder([
    subtask('a', 60),
    subtask('b', 60, ['a']),
    subtask('c', 60, ['a']),
    subtask('d', 60, ['b', 'c']),
    subtask('e', 60, ['d']),
  ]);

  test('are proposed by the draft, by index, or derived where paths join', () => {
    const draft = {
      subtasks: [{ title: 'A', description: '', estimatedTime: 5, dependencies: [], priority: 'low' as const }],
      milestones: [
        { name: 'First', afterSubtask: 0 },
        { name: 'Over', description: 'All of it' },
      ],
      assumptions: [],
    };
    const subtasks = toPlanSubtasks(draft, (index) => `id${index}`);
    expect(subtasks[0]).toMatchObject({ id: 'id0', status: 'pending', assignedTo: null, order: 0 });
    expect(milestonesOfDraft(draft, subtasks)).toEqual([
      { name: 'First', description: '', subtaskId: 'id0' },
      { name: 'Over', description: 'All of it', subtaskId: null },
    ]);
    expect(milestonesOfDraft({ ...draft, milestones: [] }, diamond).map((item) => item.subtaskId)).toEqual(['d', null]);
    expect(derivedMilestones([])).toEqual([]);
  });

  test('are dated and completed by everything that leads to them', () => {
    const done = diamond.map((item) =>
      item.id <= 'c' ? { ...item, status: 'completed' as const, completedAt: now } : item,
    );
    const dated = dateMilestones(
      [
        { name: 'Join', description: '', subtaskId: 'd' },
        { name: 'B', description: '', subtaskId: 'b' },
        { name: 'Gone', description: '', subtaskId: 'x' },
      ],
      done,
      schedulePlan({ ...frame, subtasks: done }),
    );
    expect(dated.map(({ name, completed, date }) => [name, completed, date.toISOString()])).toEqual([
      ['B', true, '2026-11-26T09:00:00.000Z'],
      ['Join', false, '2026-11-26T10:00:00.000Z'],
    ]);
  });
});

describe('the range of the finish', () => {
  test('is ordered, repeatable and later than the plan when work overruns', () => {
    fc.assert(
      fc.property(plans, (subtasks) => {
        const range = finishRange({ ...frame, subtasks, runs: 60 });
        expect(range.p50 <= range.p80 && range.p80 <= range.p95).toBe(true);
        expect(finishRange({ ...frame, subtasks, runs: 60 })).toEqual(range);
        expect(range.onTime).toBeNull();
        for (const { low, high } of range.subtasks) expect(low).toBeLessThanOrEqual(high);
      }),
      { ...runs, numRuns: 40 },
    );
  });

  test('is the plan itself when every estimate holds', () => {
    const subtasks = inOrder([subtask('a', 100), subtask('b', 200, ['a'])]);
    const exact = [
      { probability: 0.1, ratio: 1 },
      { probability: 0.9, ratio: 1 },
    ];
    const range = finishRange({ ...frame, subtasks, ratioQuantiles: exact, dueDate: '2026-11-26T14:30:00Z' });
    expect(range.p95).toEqual(schedulePlan({ ...frame, subtasks }).estimatedEndDate);
    expect(range.onTime).toBe(1);
    expect(range.subtasks).toEqual([
      { id: 'a', low: 100, high: 100 },
      { id: 'b', low: 200, high: 200 },
    ]);
  });

  test('of one subtask follows its quantiles, learned ones included', () => {
    const subtasks = [subtask('a', 100)];
    const default80 = finishRange({ ...frame, subtasks }).p80;
    expect(
      Math.abs(default80.getTime() - now.getTime() - 100 * 60_000 * ratioAt(DEFAULT_RATIO_QUANTILES, 0.8)),
    ).toBeLessThan(90_000);
    const learned = () => [
      { probability: 0, ratio: 0.5 },
      { probability: 1, ratio: 0.5 },
    ];
    expect(finishRange({ ...frame, subtasks, ratioQuantiles: learned }).p50.toISOString()).toBe(
      '2026-11-26T09:50:00.000Z',
    );
  });

  test('ratios beyond the outermost points stay there', () => {
    expect(ratioAt(DEFAULT_RATIO_QUANTILES, 0)).toBe(ratioAt(DEFAULT_RATIO_QUANTILES, 0.01));
    expect(ratioAt(DEFAULT_RATIO_QUANTILES, 1)).toBe(ratioAt(DEFAULT_RATIO_QUANTILES, 0.99));
    expect(ratioAt(DEFAULT_RATIO_QUANTILES, 0.5)).toBeCloseTo(1.1, 9);
  });

  test('of a finished plan is its end', () => {
    const subtasks = [subtask('a', 60, [], { status: 'completed', completedAt: '2026-11-25T10:00:00Z' })];
    expect(finishRange({ ...frame, subtasks, dueDate: now })).toMatchObject({
      p80: new Date('2026-11-25T10:00:00Z'),
      onTime: 1,
      subtasks: [],
    });
  });
});

describe('confidence', () => {
  const inputs = fc.record({
    modelConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
    repairs: fc.nat(30),
    contextLength: fc.nat(5000),
    similarity: fc.double({ min: 0, max: 1, noNaN: true }),
    source: fc.constantFrom('model' as const, 'local' as const),
  });

  test('lies above 0 and below 1 and moves the right way with each input', () => {
    fc.assert(
      fc.property(inputs, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(9), (given, share, more) => {
        const value = planConfidence(given);
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(1);
        const changed = (change: Partial<ConfidenceInput>) => planConfidence({ ...given, ...change });
        expect(changed({ repairs: given.repairs + more })).toBeLessThanOrEqual(value);
        expect(changed({ contextLength: given.contextLength + more * 100 })).toBeGreaterThanOrEqual(value);
        expect(changed({ similarity: Math.max(given.similarity, share) })).toBeGreaterThanOrEqual(value);
        expect(changed({ modelConfidence: Math.max(given.modelConfidence, share) })).toBeGreaterThanOrEqual(value);
        expect(changed({ source: 'local' })).toBeLessThanOrEqual(changed({ source: 'model' }));
      }),
      runs,
    );
  });

  test('is green only with context and few repairs', () => {
    const sure: ConfidenceInput = {
      modelConfidence: 0.9,
      repairs: 0,
      contextLength: 900,
      similarity: 0,
      source: 'model',
    };
    expect(planConfidence(sure)).toBeGreaterThan(0.78);
    expect(planConfidence({ ...sure, contextLength: 0 })).toBeLessThan(0.8);
    expect(planConfidence({ ...sure, repairs: 5 })).toBeLessThan(0.6);
    expect(planConfidence({ ...sure, modelConfidence: undefined, source: 'local' })).toBeLessThan(0.6);
  });
});

test('similarity finds the text about the same thing', () => {
  const [same, near, far, nothing] = similarities('Renew the Acme contract', [
    'Renewing the contract of Acme',
    'Acme newsletter',
    'Clean up data',
    'the of',
  ]);
  expect(same).toBeCloseTo(1, 9);
  expect(near).toBeGreaterThan(0);
  expect(near).toBeLessThan(0.5);
  expect([far, nothing]).toEqual([0, 0]);
});
