import { expect, test } from 'vitest';
import { actionConfig, type Automation, type AutomationAction } from '../../../src/lib/contracts/automation.ts';
import { warningsOf, type Surroundings, type WarnedPipeline } from '../../../src/lib/domain/automations/warnings.ts';

type Change = Partial<Omit<AutomationAction, 'config'>> & { config?: object };
const act = (action: AutomationAction['action'], { config = {}, ...more }: Change = {}): AutomationAction => ({
  id: 'e'.repeat(24),
  action,
  aiPrompt: null,
  config: actionConfig.parse(config),
  ...more,
});
const automation = (actions: AutomationAction[], more: Partial<Automation> = {}): Automation => ({
  id: 'f'.repeat(24),
  name: null,
  isActive: true,
  trigger: 'entry',
  inactiveDays: null,
  condition: null,
  actions,
  ...more,
});
/** Two stages, A and B, with these automations. */
const line = (a: Automation[], b: Automation[] = [], more: Partial<WarnedPipeline> = {}): WarnedPipeline => ({
  id: '1'.repeat(24),
  name: 'Sales',
  isActive: true,
  stages: [a, b].map((automations, order) => ({
    id: String(order).repeat(24),
    name: 'AB'[order]!,
    order,
    autoAdvance: false,
    exitCriteria: [],
    automations,
  })),
  ...more,
});
const stageA = '0'.repeat(24);
const around = (pipeline: WarnedPipeline, more: Partial<Surroundings> = {}): Surroundings => ({
  pipelines: [pipeline],
  members: [{ id: 'a'.repeat(24), role: 'sales' }],
  faultInCondition: (text) => (text === 'gone' ? 'There is no field `gone`.' : null),
  hasTemplate: (name) => name === 'Welcome',
  faultIn: ({ body }) => (body.includes('{{ custmer }}') ? 'There is no field `custmer`.' : null),
  ...more,
});
const said = (pipeline: WarnedPipeline, more: Partial<Surroundings> = {}) =>
  warningsOf(pipeline, around(pipeline, more)).map(({ message }) => message);

test('what goes as meant is not warned of', () => {
  const fine = automation([
    act('create_task', { aiPrompt: 'Plan the call', config: { assignToRole: 'sales' } }),
    act('send_email', { config: { emailTemplate: 'Welcome' } }),
    act('send_email', { config: { emailTemplate: { subject: 'Hello', body: 'You' } } }),
    act('assign_user', { config: { assignTo: 'a'.repeat(24) } }),
    act('move_stage'),
  ]);
  expect(said(line([fine]))).toEqual([]);
});

test('a loop is told in words, and who mails the customer in each round', () => {
  const on = automation([act('move_stage')]);
  const back = automation(
    [act('send_email', { config: { emailTemplate: 'Welcome' } }), act('move_stage', { config: { stageId: stageA } })],
    { name: 'Again' },
  );
  const warnings = warningsOf(line([on], [back]), around(line([on], [back])));
  expect(warnings).toEqual([
    {
      message:
        'A deal can go round by itself: from “A” to “B” as soon as it comes in, from “B” to “A” as soon as it comes in. Nothing ever stops it.',
    },
    { path: 'stages.1.automations.0', message: '“Again” in “B” mails the customer in every round.' },
  ]);
  const toColleague = automation([
    act('send_email', { config: { emailTemplate: 'Welcome', recipient: 'assignee' } }),
    act('move_stage', { config: { stageId: stageA, delayMinutes: 60 } }),
  ]);
  expect(said(line([on], [toColleague]))).toEqual([
    expect.stringMatching(/60 minutes|1 hour.* It goes on until someone moves the deal\.$/),
  ]);
});

test('loops of other pipelines are theirs to tell', () => {
  const other = line([automation([act('move_stage', { config: { stageId: 'd'.repeat(24) } })])], [], { id: 'other' });
  other.stages = other.stages.map((stage) => ({ ...stage, id: `x${stage.id}` }));
  other.stages[0]!.id = 'd'.repeat(24);
  const own = line([]);
  expect(said(own, { pipelines: [own, other] })).toEqual([]);
  expect(said(other, { pipelines: [own, other] })).toHaveLength(1);
});

test.each([
  [
    'a template that is gone',
    act('send_email', { config: { emailTemplate: 'Goodbye' } }),
    'sends a mail of a template that does not exist',
  ],
  [
    'a mail with a fault',
    act('send_email', { config: { emailTemplate: { subject: 'Hi', body: '{{ custmer }}' } } }),
    'sends a mail with a fault: There is no field `custmer`',
  ],
  ['a mail without words', act('send_email'), 'sends a mail that says nothing: choose a template, or write it'],
  [
    'a role nobody has',
    act('create_task', { config: { assignToRole: 'marketing' } }),
    'gives work to a member with the role “marketing”, which nobody has',
  ],
  [
    'a member who left',
    act('assign_user', { config: { assignTo: 'b'.repeat(24) } }),
    'gives work to a member who is not here any more',
  ],
  ['assigning to nobody', act('assign_user'), 'assigns to nobody: choose a role or a member'],
  [
    'a stage that is gone',
    act('move_stage', { config: { stageId: 'c'.repeat(24) } }),
    'moves deals to a stage that is gone',
  ],
  [
    'a prompt that nothing reads',
    act('add_tag', { aiPrompt: 'Find a good tag', config: { tag: 'x' } }),
    'has a prompt for AI that nothing reads: only tasks are planned by it',
  ],
])('%s is warned of at its place', (_what, action, words) => {
  expect(warningsOf(line([automation([act('wait'), action])]), around(line([])))).toEqual([
    { path: 'stages.0.automations.0.actions.1', message: `An automation in “A” ${words}.` },
  ]);
});

test('a condition that cannot be read any more is warned of', () => {
  const pipeline = line([automation([act('add_tag', { config: { tag: 'x' } })], { condition: 'gone' })]);
  expect(warningsOf(pipeline, around(pipeline))).toEqual([
    {
      path: 'stages.0.automations.0.condition',
      message: 'An automation in “A” begins no more, as its condition cannot be read: There is no field `gone`.',
    },
  ]);
});

test('after the last stage there is no next one', () => {
  expect(said(line([], [automation([act('move_stage')])]))).toEqual([
    'An automation in “B” moves deals to the next stage, and there is none after this one.',
  ]);
});

test('what is not in use is left in peace', () => {
  const off = automation([act('send_email')], { isActive: false });
  expect(said(line([off]))).toEqual([]);
  expect(said(line([{ ...off, isActive: true }], [], { isActive: false }))).toEqual([]);
});
