import { describe, expect, test } from 'vitest';
import { PLAN_LIMITS, planLocally, repairDraft } from '../../../src/lib/planning/index.ts';
import { readGoal } from '../../../src/lib/planning/local-planner/goal.ts';
import { industryNote } from '../../../src/lib/planning/local-planner/industries.ts';
import { matchTemplate } from '../../../src/lib/planning/local-planner/match-template.ts';
import { genericTemplate, planTemplates } from '../../../src/lib/planning/local-planner/templates/index.ts';
import { goals } from '../../fixtures/goals.ts';

const titles = (plan: ReturnType<typeof planLocally>) => plan.subtasks.map((item) => item.title);

describe.each(goals)('“$title”', (goal) => {
  const plan = planLocally(goal);

  test('is understood', () => {
    const { object, topic } = readGoal(goal.title, goal.company);
    expect(object).toBe(goal.object);
    expect(matchTemplate(topic ? goal.title.replace(topic, ' ') : goal.title, goal.description ?? '').kind).toBe(
      goal.kind,
    );
  });

  test('gets a valid, specific plan', () => {
    expect(plan.subtasks.length).toBeGreaterThanOrEqual(PLAN_LIMITS.minSubtasks);
    expect(plan.subtasks.length).toBeLessThanOrEqual(PLAN_LIMITS.maxSubtasks);
    expect(repairDraft(plan)).toEqual({ plan, repairs: [] });
    expect(titles(plan).join('\n')).toContain(goal.object);
    expect(JSON.stringify(plan)).not.toMatch(
      /[{[](?:object|customer|topic|party|by)|undefined|\bthe the\b|\b(?:a|an) the\b/,
    );
    expect(planLocally(goal)).toEqual(plan);
  });
});

test('no two goals get the same plan, nor share more than half of the titles', () => {
  const plans = goals.map((goal) => titles(planLocally(goal)));
  expect(new Set(plans.map((plan) => plan.join('\n'))).size).toBe(goals.length);
  const pairs = plans.flatMap((plan, at) =>
    plans.slice(at + 1).map((other) => plan.filter((title) => other.includes(title)).length / plan.length),
  );
  expect(Math.max(...pairs)).toBeLessThanOrEqual(0.5);
});

describe.each([...planTemplates, genericTemplate])('the template $kind', (template) => {
  test('is whole: at most eight steps with everything optional, real dependencies, some work side by side', () => {
    const keys = template.steps.map((step) => step.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(template.steps.length).toBeLessThanOrEqual(PLAN_LIMITS.maxSubtasks);
    expect(template.steps.filter((step) => step.when === undefined).length).toBeGreaterThanOrEqual(5);
    template.steps.forEach((step, index) => {
      for (const key of step.after?.split(' ') ?? []) expect(keys.slice(0, index)).toContain(key);
    });
    expect(template.steps.some((step) => step.milestone)).toBe(true);
    expect(template.steps.filter((step) => step.industry)).toHaveLength(1);
    expect(template.steps.some((step) => step.title.includes('{object}'))).toBe(true);
    expect(template.steps.some((step) => step.title.includes('{by}'))).toBe(true);
  });
});

test('the customer, the deadline, the facts, the stage and the industry are in the plan', () => {
  const plan = planLocally({
    title: 'Win the renewal before 15 December',
    description: 'Contract ends 31 December. Two open support tickets.',
    company: 'Acme Industrial',
    industry: 'Industrial machinery',
    stage: 'Negotiation',
    priority: 'high',
  });
  const text = JSON.stringify(plan);
  for (const part of [
    'Map who decides at Acme Industrial',
    'before 15 December',
    'Known so far: Contract ends 31 December',
    'Stage now: Negotiation',
    'In manufacturing',
    'support issues of Acme Industrial',
  ])
    expect(text).toContain(part);
  expect(titles(planLocally({ title: 'Win the renewal before 15 December', company: 'Acme' })).join()).not.toContain(
    'support issues',
  );
});

test('the task’s priority colours that of its steps', () => {
  const priorities = (priority: 'low' | 'urgent') =>
    new Set(planLocally({ title: 'Qualify the leads', priority }).subtasks.map((item) => item.priority));
  expect(priorities('low').has('high')).toBe(false);
  expect(priorities('urgent').has('low')).toBe(false);
});

test('text with placeholders or markup is text', () => {
  const plan = planLocally({ title: 'Win {object} [x] $& <b>', description: '{by} $1', company: '{customer} $`' });
  expect(JSON.stringify(plan)).toContain('{by} $1');
  expect(repairDraft(plan).repairs).toEqual([]);
});

test.each(['', '   ', '?!', 'the', 'Win', 'x'.repeat(500), '赢得续约', 'Please help us to'])(
  'a goal like %j still gets a plan',
  (title) => {
    const plan = planLocally({ title });
    expect(repairDraft(plan)).toEqual({ plan, repairs: [] });
  },
);

describe('a similar finished plan', () => {
  const finished = {
    title: 'Win the Globex renewal before March',
    subtasks: [
      { title: 'Read the Globex tickets', minutes: 33.4, dependencies: [] },
      { title: 'Call Globex', minutes: 20, dependencies: [0] },
      { title: 'Sign the Globex renewal', minutes: 50, dependencies: [1] },
    ],
  };

  test('serves again under the new names', () => {
    const plan = planLocally({
      title: 'Win the Acme renewal before 15 December',
      description: 'New CFO.',
      finishedPlans: [finished],
    });
    expect(titles(plan)).toEqual(['Read the Acme tickets', 'Call Acme', 'Sign the Acme renewal']);
    expect(plan.subtasks.map((item) => item.estimatedTime)).toEqual([33, 20, 50]);
    expect(plan.assumptions[0]).toContain('“Win the Globex renewal before March”');
    expect(plan.subtasks[0]?.description).toContain('Known so far: New CFO.');
  });

  test('is passed over when it is about something else or too small', () => {
    const other = planLocally({ title: 'Clean up the contact database', finishedPlans: [finished] });
    expect(other).toEqual(planLocally({ title: 'Clean up the contact database' }));
    const small = { ...finished, subtasks: finished.subtasks.slice(0, 2) };
    expect(planLocally({ title: 'Win the Acme renewal', finishedPlans: [small] }).subtasks.length).toBeGreaterThan(3);
  });
});

test.each([
  [
    'Call Sam from Initech about the invoice by Friday',
    { object: 'Sam from Initech', customer: 'Initech', topic: 'the invoice', by: 'by Friday' },
  ],
  [
    'We need to prepare our annual report so that the board can decide',
    { object: 'annual report', theObject: 'our annual report', customer: null },
  ],
  ['“Launch Atlas”', { object: 'Atlas', theObject: 'Atlas' }],
  [
    'Write and send the offer to Globex in two weeks',
    { object: 'offer to Globex', customer: 'Globex', by: 'within two weeks' },
  ],
  ['Follow up on all open quotes', { theObject: 'all open quotes', party: 'all open quotes' }],
  ['Talk on 3 March', { by: 'on 3 March' }],
])('reads %j', (title, expected) => {
  expect(readGoal(title)).toMatchObject(expected);
});

test('an over-long object ends before a preposition', () => {
  const { object } = readGoal(
    `Plan the webinar ${'very '.repeat(12)}long for everyone who ever asked us about the product`,
  );
  expect(object.length).toBeLessThanOrEqual(80);
  expect(object).toMatch(/long$/);
});

test('unknown industries say nothing', () => {
  expect(industryNote('Basket weaving')).toBeNull();
  expect(industryNote(null)).toBeNull();
  expect(industryNote('Banks')).toContain('finance');
});

test('the team’s pace stretches the usual times, in steps of five minutes, and is told', () => {
  const goal = { title: 'Win the Acme renewal before 15 December', company: 'Acme' };
  const [usual, slow] = [planLocally(goal), planLocally({ ...goal, pace: 1.5 })];
  slow.subtasks.forEach((subtask, index) => {
    expect(subtask.estimatedTime % 5).toBe(0);
    expect(Math.abs(subtask.estimatedTime - 1.5 * usual.subtasks[index]!.estimatedTime)).toBeLessThanOrEqual(2.5);
  });
  expect(titles(slow)).toEqual(titles(usual));
  expect(slow.assumptions.join()).toContain('multiplied by 1.5');
  expect(repairDraft(slow)).toEqual({ plan: slow, repairs: [] });
});
