import { html, nothing } from 'lit';
import type { Task } from '../../../lib/contracts/task.ts';
import { recurrenceWords } from '../../../lib/domain/recurrence/recurrence-words.ts';
import { choicesOf } from '../../ui/field.ts';
import { plannerWords, plural, priorityWords, statusWords } from '../../ui/words.ts';
import { editTask, type TaskPatch } from './changes.ts';
import { dayField } from './day-field.ts';
import { due, start } from './day-kinds.ts';
import { dealFact } from './deal-fact.ts';
import { factSelect } from './fact-select.ts';
import { repetitionChoices } from './repetition.ts';
import { memberName, type TaskView } from './view.ts';

const statuses = choicesOf(statusWords);
const priorities = choicesOf(priorityWords);

const repeats = (
  view: TaskView,
  edit: (patch: TaskPatch, doing: string, words: (patch: TaskPatch) => string) => void,
) => {
  const { task, zone, now } = view;
  const { choices, chosen } = repetitionChoices(task.recurrence, task.dueDate ?? now, zone);
  const words = ({ recurrence }: TaskPatch) => (recurrence ? recurrenceWords(recurrence) : 'not again');
  const change = (value: string) => {
    const recurrence = choices.find((choice) => choice.value === value)?.rule ?? null;
    edit(
      { recurrence },
      recurrence ? `Comes again: ${recurrenceWords(recurrence).toLowerCase()}` : 'Comes no more',
      words,
    );
  };
  return factSelect('Repeats', 'repeats', chosen, choices, change, view);
};

/** Who, for whom, how urgent and until when: each changed where it stands. */
export const facts = (view: TaskView) => {
  const { task, members, customers, run, setStatus } = view;
  const edit = (patch: TaskPatch, doing: string, words?: (patch: TaskPatch) => string) =>
    void run(editTask(task, patch, doing, words), `${doing}.`);
  const people = [{ value: '', label: 'Nobody' }, ...members.map(({ id, name }) => ({ value: id, label: name }))];
  const companies = [
    { value: '', label: 'No customer' },
    ...customers.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const metadata = task.aiGenerated?.metadata;
  return html`<form
    method="post"
    action="/app/tasks/${task.id}"
    class="mt-3.5 mb-5 flex flex-wrap items-center gap-x-[18px] gap-y-1.5 text-muted"
    @submit=${(event: SubmitEvent) => event.preventDefault()}
  >
    <input type="hidden" name="intent" value="save-facts" />
    <input type="hidden" name="version" value=${task.version} />
    ${factSelect('Status', 'status', task.status, statuses, (value) => setStatus(value as Task['status']), view)}
    ${factSelect(
      'Priority',
      'priority',
      task.priority,
      priorities,
      (value) => {
        const priority = value as Task['priority'];
        edit(
          { priority },
          `Priority set to ${priorityWords[priority].toLowerCase()}`,
          (p) => priorityWords[p.priority ?? task.priority],
        );
      },
      view,
    )}
    <span class="flex max-w-full min-w-0 items-center gap-1">
      ${factSelect(
        'Customer',
        'customerId',
        task.customerId ?? '',
        companies,
        (value) => {
          edit(
            // The deal stays with its customer.
            { customerId: value || null, ...(task.dealId !== null && { dealId: null }) },
            'Customer changed',
            (p) => customers.find(({ id }) => id === p.customerId)?.name ?? 'no customer',
          );
        },
        view,
      )}
      ${task.customerId ? html`<a class="link" href="/app/customers/${task.customerId}">Open</a>` : nothing}
    </span>
    ${dealFact(view)}
    ${factSelect(
      'Owner',
      'assignedTo',
      task.assignedTo ?? '',
      people,
      (value) => {
        const member = members.find(({ id }) => id === value);
        edit(
          {
            assignedTo: value || null,
            assignee: member ? { id: member.id, name: member.name, avatar: member.avatar } : null,
          },
          member ? `Given to ${member.name}` : 'Given to nobody',
          (p) => memberName(members, p.assignedTo ?? null) ?? 'nobody',
        );
      },
      view,
    )}
    ${
      task.parent
        ? html`<span class="min-w-0 wrap-anywhere"
            >Part of <a class="link" href="/app/tasks/${task.parent.id}">${task.parent.title}</a></span
          >`
        : nothing
    }
    ${dayField(view, start)} ${dayField(view, due)} ${repeats(view, edit)}
    ${task.tags.map((tag) => html`<a class="chip" href="/app/tasks?tag=${encodeURIComponent(tag)}">#${tag}</a>`)}
    ${
      metadata
        ? html`<span class="chip">
            Plan by
            ${plannerWords(metadata.generatedBy)}${metadata.repairs.length > 0 ? `, ${plural(metadata.repairs.length, 'repair')}` : ''}
          </span>`
        : nothing
    }
    <button class="btn small needs-no-script">Save</button>
  </form>`;
};
