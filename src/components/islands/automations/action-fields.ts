import { html, nothing } from 'lit';
import type { Customer } from '../../../lib/contracts/customer.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import type { CustomFieldKind } from '../../../lib/domain/conditions/index.ts';
import type { ActionDraft } from '../../automations/automation-draft.ts';
import { choicesOf, type Choice } from '../../ui/field.ts';
import { priorityWords, roleWords } from '../../ui/words.ts';
import { draftFields, type ChoiceGroup, type FormView } from './draft-fields.ts';
import { spanField } from './span-field.ts';

/** What there is to choose from. */
export interface Setup {
  members: readonly Member[];
  templates: readonly { id: string; name: string }[];
  /** Stages deals can be moved to, by pipeline; this one’s first. */
  goals: readonly { name: string; stages: readonly { id: string; name: string }[] }[];
  /** Whom a mail can be previewed with. */
  customers: readonly Pick<Customer, 'id' | 'contactInfo'>[];
  customFields: readonly CustomFieldKind[];
}

interface ActionView extends FormView {
  prefix: string;
  setup: Setup;
}

/** What is said of an action: each kind has its own fields. */
export function actionFields(action: ActionDraft, view: ActionView) {
  const { prefix, setup } = view;
  const { text, area, choice } = draftFields(action, prefix, view);
  switch (action.action) {
    case 'create_task':
      return html`<div class="grid gap-3 sm:grid-cols-2">
        <div class="col-span-full">
          ${text('title', 'Title', { placeholder: 'Call {{ customer.contactInfo.name.first }}' })}
        </div>
        <div class="col-span-full">${area('description', 'Description', { maxlength: 10_000 })}</div>
        ${choice('priority', 'Priority', [{ value: '', label: 'As usual' }, ...choicesOf(priorityWords)])}
        ${text('dueInDays', 'Due after so many days', { inputmode: 'numeric', maxlength: 3, placeholder: 'No due date' })}
        ${whoFields(action, view, 'Who has the deal')}
        <div class="col-span-full">
          ${area('aiPrompt', 'Plan it with AI', {
            placeholder: 'Prepare the first visit: research, an agenda, a follow-up',
            hint: 'What the plan is to be about. Empty: no plan.',
          })}
        </div>
      </div>`;
    case 'send_email':
      return mailFields(action, view);
    case 'assign_user':
      return html`<div class="grid gap-3 sm:grid-cols-2">
        ${whoFields(action, view, 'Choose')}
        ${choice('target', 'What is assigned', [
          { value: '', label: 'The deal' },
          { value: 'customer', label: 'The customer' },
        ])}
      </div>`;
    case 'move_stage':
      return choice('stageId', 'To', [
        { value: '', label: 'The next stage' },
        ...setup.goals.map(({ name, stages }) => ({
          label: name,
          choices: stages.map((stage) => ({ value: stage.id, label: stage.name })),
        })),
        ...missing(
          action.stageId,
          setup.goals.flatMap(({ stages }) => stages.map(({ id }) => id)),
          'A stage that is gone',
        ),
      ]);
    case 'add_tag':
      return text('tag', 'Tag', { maxlength: 40 });
    case 'webhook':
      return html`${text('url', 'Web address', {
          inputmode: 'url',
          maxlength: 2000,
          placeholder: 'https://example.com/hook',
          hint: 'The deal and its customer are posted there as JSON, signed, so that the receiver can tell it is you.',
        })}
        <a class="link inline-flex min-h-8 items-center text-sm" href="/api/settings/webhooks" target="_blank">
          Show what calls are signed with
        </a>`;
    case 'wait':
      return html`<div class="flex flex-wrap items-center gap-2">
        Go on after ${spanField(action.span, `${prefix}span`, 'Time to wait', view)}
      </div>`;
  }
}

/** A value that is none of the choices is kept as one more. */
const missing = (value: string, known: readonly string[], label: string): Choice[] =>
  value === '' || known.includes(value) ? [] : [{ value, label }];

function whoFields(action: ActionDraft, view: ActionView, standard: string) {
  const { choice } = draftFields(action, view.prefix, view);
  const { members } = view.setup;
  const roles = Object.entries(roleWords).map(([role, label]) => ({ value: `role:${role}`, label }));
  const people = members.map(({ id, name }) => ({ value: `member:${id}`, label: name }));
  const known = [...roles, ...people].map(({ value }) => value);
  const who: (Choice | ChoiceGroup)[] = [
    { value: '', label: standard },
    { label: 'One of a role', choices: roles },
    { label: 'A member', choices: people },
    ...missing(action.who, known, 'Someone who is not here any more'),
  ];
  return html`${choice('who', 'For', who)}
    <div data-off=${action.who.startsWith('role:') ? nothing : ''}>
      ${choice('assignBy', 'Of the role, who', [
        { value: '', label: 'Has the least to do' },
        { value: 'round_robin', label: 'Is next in turn' },
      ])}
    </div>`;
}

function mailFields(action: ActionDraft, view: ActionView) {
  const { text, area, choice } = draftFields(action, view.prefix, view);
  const { templates } = view.setup;
  return html`<div class="grid gap-3 sm:grid-cols-2">
    ${choice('template', 'Mail', [
      { value: '', label: 'Written here' },
      { label: 'Templates', choices: templates.map(({ id, name }) => ({ value: id, label: name })) },
      ...missing(
        action.template,
        templates.map(({ id }) => id),
        `“${action.template}”`,
      ),
    ])}
    ${choice('recipient', 'To', [
      { value: '', label: 'The customer' },
      { value: 'assignee', label: 'Who has the deal' },
    ])}
    <div class="col-span-full grid gap-3" data-off=${action.template === '' ? nothing : ''}>
      ${text('subject', 'Subject', { placeholder: 'Welcome to {{ site.name }}' })}
      ${area('body', 'Text', {
        rows: 6,
        maxlength: 10_000,
        hint: 'Markdown; {{ customer.contactInfo.name.first }} and other fields are filled in.',
      })}
    </div>
  </div>`;
}
