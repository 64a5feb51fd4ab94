import { describe, expect, test } from 'vitest';
import { coerceDraft } from '../../../src/lib/planning/index.ts';
import { parseMinutes } from '../../../src/lib/planning/minutes.ts';

test.each([
  [90, 90],
  ['90', 90],
  ['2 hours', 120],
  ['1.5h', 90],
  ['1,5 hrs', 90],
  ['1h 30m', 90],
  ['1 hour and 15 minutes', 75],
  ['2-3 hours', 150],
  ['about 45 min', 45],
  ['1:30', 90],
  ['PT1H30M', 90],
  ['P1D', 480],
  ['2 days', 960],
  ['1 week', 2400],
  ['600 seconds', 10],
  ['soon', null],
  ['', null],
  ['3 apples', null],
  [-5, null],
  [Number.NaN, null],
  [null, null],
  [{}, null],
])('a time written as %j means %j minutes', (written, minutes) => {
  expect(parseMinutes(written)).toBe(minutes);
});

const step = (title: string, rest: object = {}) => ({
  title,
  description: 'd',
  estimatedTime: 30,
  dependencies: [],
  priority: 'low',
  ...rest,
});
const dependenciesOf = (subtasks: unknown[]) =>
  coerceDraft({ subtasks }).draft.subtasks.map((item) => item.dependencies);

describe('dependencies', () => {
  test('are indexes from 0 as asked for, a single one waiting for itself included', () => {
    expect(dependenciesOf([step('A'), step('B', { dependencies: [0] }), step('C', { dependencies: [1, 2] })])).toEqual([
      [],
      [0],
      [1, 2],
    ]);
    expect(dependenciesOf([step('A'), step('B', { dependencies: [1] }), step('C')])).toEqual([[], [1], []]);
  });

  test('are read from 1 when only that makes sense', () => {
    const { draft, repairs } = coerceDraft({
      subtasks: [step('A'), step('B', { dependencies: [1] }), step('C', { dependencies: ['2'] })],
    });
    expect(draft.subtasks.map((item) => item.dependencies)).toEqual([[], [0], [1]]);
    expect(repairs).toEqual(['Dependencies were counted from 1 and were read that way']);
  });

  test('are read by the ids the subtasks carry', () => {
    const numbered = [
      step('A', { id: 1 }),
      step('B', { id: 2, dependencies: [1] }),
      step('C', { id: 3, dependencies: [1] }),
    ];
    expect(dependenciesOf(numbered)).toEqual([[], [0], [0]]);
    expect(
      dependenciesOf([step('A', { id: 't1' }), step('B', { dependencies: null, dependsOn: ['t1'] }), step('C')]),
    ).toEqual([[], [0], []]);
  });

  test('are read as titles, ordinals, lists in a text, objects and nothing', () => {
    const items = [
      step('Draft offer', { dependencies: 'none' }),
      step('Call', { dependencies: 'draft offer' }),
      step('Check', { dependencies: 'Step 1, step 2' }),
      step('Sign', { dependencies: [{ title: 'Check' }, { index: 0 }, 'Fly'] }),
    ];
    const { draft, repairs } = coerceDraft({ subtasks: items });
    expect(draft.subtasks.map((item) => item.dependencies)).toEqual([[], [0], [0, 1], [2, 0]]);
    expect(repairs).toEqual(['“Sign” waited for the unknown step “Fly”: that dependency was removed']);
  });
});

test('other names, wrappers, bare lists and plain titles are understood', () => {
  const wrapped = coerceDraft({
    plan: { steps: [{ name: '1. **Call Acme**', details: 'Ask\r\nfirst', hours: 2, importance: 'URGENT' }] },
  });
  expect(wrapped.draft.subtasks).toEqual([
    { title: 'Call Acme', description: 'Ask\nfirst', estimatedTime: 120, dependencies: [], priority: 'high' },
  ]);
  expect(coerceDraft(['Call', '- Write', 'Step 3: Send']).draft.subtasks.map((item) => item.title)).toEqual([
    'Call',
    'Write',
    'Send',
  ]);
});

test('what was missing or read differently is told', () => {
  const { repairs } = coerceDraft({
    subtasks: [{ title: 'Call' }, step('Write', { estimatedTime: '2 hours', priority: 'whatever' })],
  });
  expect(repairs).toEqual([
    '“Call” came without a usable time: 60 minutes are assumed',
    '“Call” came without a priority: medium is assumed',
    '“Write” had its time as “2 hours”: read as 120 minutes',
    '“Write” had the priority “whatever”: read as medium',
  ]);
});

test.each([
  [0.8, 0.8],
  ['0.8', 0.8],
  ['85%', 0.85],
  [85, 0.85],
  [850, undefined],
  ['high', undefined],
  [-1, undefined],
])('a confidence of %j is %j', (written, confidence) => {
  expect(coerceDraft({ subtasks: [], confidence: written }).draft.confidence).toBe(confidence);
});

test('assumptions and milestones are read in their usual disguises', () => {
  const { draft } = coerceDraft({
    subtasks: [step('Call'), step('Write'), step('Send')],
    assumptions: '- Budget is there\nNobody is ill',
    milestones: [
      { title: 'Contacted', after: 'call' },
      { name: 'Sent', afterSubtask: '2', description: 'x' },
      'The end',
      {},
      { name: 'Odd', afterSubtask: [0, 1] },
    ],
  });
  expect(draft.assumptions).toEqual(['Budget is there', 'Nobody is ill']);
  expect(draft.milestones).toEqual([
    { name: 'Contacted', afterSubtask: 0 },
    { name: 'Sent', description: 'x', afterSubtask: 2 },
    { name: 'The end' },
    { name: 'Odd', afterSubtask: 1 },
  ]);
  expect(coerceDraft({ assumptions: [{ text: 'A' }, {}] }).draft.assumptions).toEqual(['A']);
});

test('an endless list is read only so far', () => {
  const { draft, repairs } = coerceDraft({
    subtasks: Array.from({ length: 500 }, (_, index) => step(`S${index}`)),
    milestones: [{ name: 'M', after: 'S400' }],
  });
  expect(draft.subtasks).toHaveLength(40);
  expect(draft.milestones).toBeUndefined();
  expect(repairs).toEqual(['Only the first 40 of 500 steps were read']);
});
