import { describe, expect, test } from 'vitest';
import { automationRequest, type Automation } from '../../../src/lib/contracts/automation.ts';
import {
  changed,
  draftOf,
  draftOfForm,
  newAction,
  newAutomation,
  type ActionDraft,
  type AutomationDraft,
} from '../../../src/components/automations/automation-draft.ts';
import {
  automationsWith,
  faultsFrom,
  faultsOf,
  fieldOf,
  requestOf,
  stagesWith,
} from '../../../src/components/automations/automation-request.ts';
import { actionWords } from '../../../src/components/automations/automation-words.ts';
import { stagesOf } from '../../../src/lib/domain/pipelines/stages.ts';

const id = (digit: string) => digit.repeat(24);
/** An automation as it is kept after it was written like this. */
function kept(written: object): Automation {
  let made = 0;
  const nextId = () => (++made).toString(16).padStart(24, '0');
  const request = automationRequest.parse({ trigger: 'entry', actions: [], ...written });
  return stagesOf([{ name: 'A', automations: [request] }], [], nextId)[0]!.automations[0]!;
}
const withAction = (action: Partial<ActionDraft>, more: Partial<AutomationDraft> = {}): AutomationDraft => ({
  ...newAutomation(),
  actions: [{ ...newAction('create_task'), title: 'Call', ...action }],
  ...more,
});

describe('an automation that is opened and saved unchanged stays as it was', () => {
  test.each<[string, object]>([
    [
      'all kinds of actions',
      {
        name: 'Everything',
        isActive: false,
        condition: 'deal.value > 1000',
        actions: [
          {
            action: 'create_task',
            aiPrompt: 'Plan it',
            config: {
              assignToRole: 'sales',
              assignBy: 'round_robin',
              taskTemplate: { title: 'Call', description: 'Soon', priority: 'high', dueInDays: 2, colour: 'red' },
            },
          },
          { action: 'send_email', config: { emailTemplate: id('a'), recipient: 'assignee', delayMinutes: 90 } },
          { action: 'send_email', config: { emailTemplate: { subject: 'Hello', body: 'You', tone: 'warm' } } },
          { action: 'assign_user', config: { assignTo: id('b'), target: 'customer' } },
          { action: 'move_stage', config: { stageId: id('c') } },
          { action: 'move_stage' },
          { action: 'add_tag', config: { tag: 'vip', note: 'kept' } },
          { action: 'webhook', config: { url: 'https://example.com/hook' } },
          { action: 'wait', config: { delayMinutes: 2880 } },
        ],
      },
    ],
    [
      'a time in the stage',
      { trigger: 'time_based', actions: [{ action: 'move_stage', config: { delayMinutes: 180 } }] },
    ],
    ['days without activity', { trigger: 'time_based', inactiveDays: 14, actions: [{ action: 'move_stage' }] }],
    ['a task that is completed', { trigger: 'task_completion', actions: [{ action: 'move_stage' }] }],
    ['a start by hand', { trigger: 'manual', actions: [{ action: 'move_stage' }] }],
  ])('%s', (_what, written) => {
    const before = kept(written);
    const draft = draftOf(before);
    expect(faultsOf(draft)).toEqual({});
    const request = automationRequest.parse(requestOf(draft));
    const [after] = stagesOf(
      [{ id: id('d'), name: 'A', automations: [request] }],
      [
        {
          id: id('d'),
          name: 'A',
          order: 0,
          colour: null,
          description: null,
          probability: 0,
          autoAdvance: false,
          exitCriteria: [],
          automations: [before],
        },
      ],
      () => 'new',
    )[0]!.automations;
    expect(after).toEqual(before);
  });

  test('a template that is known by its name is chosen by its id', () => {
    const before = kept({ actions: [{ action: 'send_email', config: { emailTemplate: 'welcome' } }] });
    expect(draftOf(before, [{ id: id('a'), name: 'Welcome' }]).actions[0]?.template).toBe(id('a'));
  });
});

test('what a browser posts of a form is the draft it was made from', () => {
  const draft: AutomationDraft = {
    ...draftOf(
      kept({
        actions: [
          { action: 'wait', config: { delayMinutes: 60 } },
          { action: 'add_tag', config: { tag: 'a' } },
        ],
      }),
    ),
    condition: 'deal.value > 1\n&& deal.value < 5',
    when: 'quiet',
    inactiveDays: 'many',
  };
  const typed: Record<string, string> = {
    id: draft.id,
    name: '',
    isActive: 'yes',
    when: 'quiet',
    inactiveDays: 'many',
    'span.count': '',
    'span.unit': 'days',
  };
  typed.condition = draft.condition.replace('\n', '\r\n');
  for (const [index, { span, ...action }] of draft.actions.entries()) {
    for (const [name, value] of Object.entries(action)) typed[`actions.${index}.${name}`] = value;
    typed[`actions.${index}.span.count`] = span.count;
    typed[`actions.${index}.span.unit`] = span.unit;
  }
  expect(draftOfForm(typed)).toEqual(draft);
  expect(draftOfForm({ when: 'toString', 'actions.0.action': 'constructor', 'actions.0.rest': '{' })).toMatchObject({
    when: 'entry',
    actions: [{ action: 'create_task', rest: '' }],
  });
});

test('actions are added, moved and removed', () => {
  const three = ['wait', 'add_tag', 'webhook'].reduce((draft, kind) => changed(draft, `add:${kind}`), {
    ...newAutomation(),
    actions: [] as ActionDraft[],
  });
  const kinds = (draft: AutomationDraft) => draft.actions.map(({ action }) => action);
  expect(kinds(changed(three, 'up:2'))).toEqual(['wait', 'webhook', 'add_tag']);
  expect(kinds(changed(three, 'down:2'))).toEqual(['wait', 'add_tag', 'webhook']);
  expect(kinds(changed(three, 'remove:0'))).toEqual(['add_tag', 'webhook']);
  expect(kinds(changed(three, 'add:nothing'))).toHaveLength(3);
});

describe('what a form can see is wrong', () => {
  test.each<[string, AutomationDraft, string[]]>([
    ['a time that is none', withAction({}, { when: 'stay', span: { count: '1.5', unit: 'days' } }), ['span']],
    ['no days', withAction({}, { when: 'quiet' }), ['inactiveDays']],
    ['a task without a title or a plan', withAction({ title: ' ' }), ['actions.0.title']],
    ['a due date far off', withAction({ dueInDays: '366' }), ['actions.0.dueInDays']],
    ['a mail without words', withAction({ action: 'send_email' }), ['actions.0.subject', 'actions.0.body']],
    ['nobody to assign to', withAction({ action: 'assign_user' }), ['actions.0.who']],
    ['a wait without a time', withAction({ action: 'wait' }), ['actions.0.span']],
    [
      'a wait right after a time in the stage',
      withAction(
        { action: 'wait', span: { count: '1', unit: 'days' } },
        { when: 'stay', span: { count: '1', unit: 'days' } },
      ),
      ['actions.0.span'],
    ],
    ['nothing', withAction({ title: '', aiPrompt: 'Plan it' }), []],
  ])('%s', (_what, draft, fields) => expect(Object.keys(faultsOf(draft))).toEqual(fields));

  test('what it lets through the contract takes, or says at a field of the form', () => {
    for (const kind of Object.keys(actionWords) as ActionDraft['action'][]) {
      const draft = withAction({
        action: kind,
        who: 'role:sales',
        template: 'Welcome',
        span: { count: '2', unit: 'hours' },
      });
      expect(faultsOf(draft), kind).toEqual({});
      const issues = automationRequest.safeParse(requestOf(draft)).error?.issues ?? [];
      for (const { path } of issues) expect(['actions.0.tag', 'actions.0.url']).toContain(fieldOf(path.join('.')));
    }
  });
});

test('what the server found wrong is told at the fields of the form', () => {
  const at = 'stages.2.automations.1';
  const errors = [
    { path: `${at}.condition`, message: 'There is no field.', position: { line: 2, column: 4, offset: 9, length: 2 } },
    { path: `${at}.actions.0.config.delayMinutes`, message: 'must be at most a year' },
    { path: `${at}.actions.1.config.taskTemplate.title`, message: 'too long' },
    { path: `${at}.actions.1.config.assignTo`, message: 'no id' },
    { path: 'stages.2.automations.10.name', message: 'another one’s' },
  ];
  const rest = {
    condition: 'Line 2, character 4: There is no field.',
    'actions.1.title': 'too long',
    'actions.1.who': 'no id',
  };
  expect(faultsFrom(errors, at, 'entry')).toEqual({ ...rest, 'actions.0.span': 'must be at most a year' });
  expect(faultsFrom(errors, at, 'stay')).toEqual({ ...rest, span: 'must be at most a year' });
});

test('a pipeline is asked for with one stage’s automations and nothing else new', () => {
  const one = kept({ actions: [{ action: 'move_stage' }] });
  const stage = (stageId: string) => ({ id: stageId, name: stageId, order: 3 }) as never;
  expect(automationsWith([one], { id: one.id, name: 'x' })).toEqual([{ id: one.id, name: 'x' }]);
  expect(automationsWith([one], { name: 'x' })).toEqual([one, { name: 'x' }]);
  expect(stagesWith({ stages: [stage('a'), stage('b')] }, 'b', [one])).toEqual({
    stages: [
      { id: 'a', name: 'a', order: 3 },
      { id: 'b', name: 'b', order: 3, automations: [one] },
    ],
  });
});
