import { expect, test } from 'vitest';
import { automationSentence } from '../../../src/components/automations/automation-words.ts';
import { namesFrom } from '../../../src/components/automations/names.ts';
import { warningsAbout } from '../../../src/components/automations/warnings-about.ts';
import { actionConfig, type Automation } from '../../../src/lib/contracts/automation.ts';

const id = (digit: string) => digit.repeat(24);
const names = namesFrom({
  pipelines: [{ stages: [{ id: id('a'), name: 'Offer' }] }],
  members: [{ id: id('b'), name: 'Dana Flores' }],
  templates: [{ id: id('c'), name: 'Welcome' }],
});
type Action = Automation['actions'][number]['action'];
const act = (action: Action, config: object = {}, aiPrompt: string | null = null) => ({
  id: id('f'),
  action,
  aiPrompt,
  config: actionConfig.parse(config),
});
const sentence = (actions: Automation['actions'], more: Partial<Automation> = {}) =>
  automationSentence({ trigger: 'entry', inactiveDays: null, condition: null, actions, ...more }, names);

test.each<[string, string]>([
  [
    sentence([act('create_task', { taskTemplate: 'Call' }), act('send_email', { emailTemplate: 'welcome' })], {
      condition: 'deal.value > 1000',
    }),
    'When a deal comes in, if deal.value > 1000: create the task “Call”, then mail the customer “Welcome”.',
  ],
  [
    sentence([act('move_stage', { delayMinutes: 1440, stageId: id('a') })], { trigger: 'time_based' }),
    'When a deal has been here for 1 day: move the deal to “Offer”.',
  ],
  [
    sentence([act('create_task', {}, 'Prepare'), act('wait', { delayMinutes: 90 }), act('move_stage')], {
      trigger: 'time_based',
      inactiveDays: 14,
    }),
    'When nothing was done about a deal for 14 days: create a task and plan it with AI, wait 90 minutes, then move the deal to the next stage.',
  ],
  [
    sentence([act('assign_user', { assignToRole: 'sales', delayMinutes: 60 })], { trigger: 'task_completion' }),
    'When a task of a deal is completed: assign the deal to one of Sales (not before 1 hour after it began).',
  ],
  [
    sentence(
      [
        act('assign_user', { assignTo: id('b'), target: 'customer' }),
        act('add_tag', { tag: 'vip' }),
        act('webhook', { url: 'https://hooks.example.com/x?key=1' }),
      ],
      { trigger: 'manual' },
    ),
    'When someone starts it: assign the customer to Dana Flores, tag the customer “vip”, then call hooks.example.com.',
  ],
  [
    sentence([
      act('send_email', { emailTemplate: 'Gone', recipient: 'assignee' }),
      act('move_stage', { stageId: id('e') }),
      act('assign_user', { assignTo: id('e') }),
    ]),
    'When a deal comes in: mail the owner from a template that is gone, move the deal to “a stage that is gone”, then assign the deal to someone who left.',
  ],
])('%s', (said, wanted) => expect(said).toBe(wanted));

test('warnings are told where they belong, and what is about all everywhere', () => {
  const stages = [
    { id: id('a'), automations: [] },
    { id: id('b'), automations: [{ id: '1' }, { id: '2' }] },
  ] as never;
  const warnings = [
    'stages.1.automations.1.actions.0',
    'stages.10.automations.1',
    'stages.1.automations.10',
    undefined,
  ].map((path, index) => ({ ...(path !== undefined && { path }), message: String(index) }));
  const told = (place: { stageId: string; automationId?: string }) =>
    warningsAbout(warnings, { stages }, place).map(({ message }) => message);
  expect(told({ stageId: id('b'), automationId: '2' })).toEqual(['0', '3']);
  expect(told({ stageId: id('b') })).toEqual(['0', '2', '3']);
  expect(told({ stageId: id('a') })).toEqual(['3']);
});
