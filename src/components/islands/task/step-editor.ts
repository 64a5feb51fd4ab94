import { html, nothing } from 'lit';
import type { Subtask } from '../../../lib/contracts/task.ts';
import { choiceList, choicesOf, describedBy, field } from '../../ui/field.ts';
import { priorityWords, statusWords } from '../../ui/words.ts';
import { keepRefused, keptWhileTyping } from '../../ui/kept-while-typing.ts';
import { editStep, type SaveStep, type StepPatch } from './changes.ts';
import { heldBy, type Held } from './held-step.ts';
import { stepActions } from './step-actions.ts';
import { stepWaits } from './step-waits.ts';
import { stepWords } from './step-words.ts';
import type { TaskView } from './view.ts';

const { urgent: _urgentIsForTasks, ...stepPriorities } = priorityWords;
const maxMinutes = 4800;

type Text = HTMLInputElement | HTMLTextAreaElement;

/** Everything about one step. Each field saves itself when one leaves it; without JavaScript all are saved together. */
export const stepEditor = (step: Subtask, index: number, view: TaskView) => {
  const { task, steps, run, enter } = view;
  const held = heldBy(step, view);
  const save: SaveStep = (patch, said) =>
    run(
      editStep(task, step.id, patch, said, (part) => stepWords(part, view)),
      `${said}.`,
    );
  return html`<form
    class="plan-editor"
    id="editor-${step.id}"
    method="post"
    action="/app/tasks/${task.id}#step-${step.id}"
    @focusin=${enter}
    @submit=${(event: SubmitEvent) => event.preventDefault()}
  >
    <input type="hidden" name="step" value=${step.id} />
    <input type="hidden" name="version" value=${task.version} />
    ${texts(step, held, save)}
    <div class="grid grid-cols-2 gap-3 sm:grid-cols-4">
      ${minutes(step, held, save)} ${choices(step, held, view, save)}
    </div>
    ${stepWaits(step, steps, held, save)} ${stepActions(step, index, view, save)}
  </form>`;
};

const valueOf = (event: Event) => (event.target as Text | HTMLSelectElement).value;

const texts = (step: Subtask, held: Held, save: SaveStep) => {
  /** Saves a text; when that fails what was typed stays in its field. */
  const saveText = async (event: Event, patch: StepPatch, said: string) => {
    const input = event.target as Text;
    const typed = input.value;
    if (!(await save(patch, said))) keepRefused(input, typed);
  };
  const title = { id: held.id('title'), label: 'Step', error: held.error('title', 'The step') };
  const description = {
    id: held.id('description'),
    label: 'How and why',
    error: held.error('description', 'The description'),
  };
  return html`${field(
    title,
    html`<input
      class="input"
      id=${title.id}
      name="title"
      maxlength="200"
      required
      value=${held.text('title', step.title)}
      .value=${keptWhileTyping(held.text('title', step.title))}
      aria-invalid=${title.error ? 'true' : nothing}
      aria-describedby=${describedBy(title)}
      @change=${(event: Event) => {
        const typed = valueOf(event).trim();
        if (typed) void saveText(event, { title: typed }, 'Step renamed');
        else (event.target as HTMLInputElement).value = step.title;
      }}
    />`,
  )}
  ${field(
    description,
    html`<textarea
      class="input"
      id=${description.id}
      name="description"
      maxlength="2000"
      data-text=${held.text('description', step.description)}
      .value=${keptWhileTyping(held.text('description', step.description))}
      aria-invalid=${description.error ? 'true' : nothing}
      aria-describedby=${describedBy(description)}
      @change=${(event: Event) => void saveText(event, { description: valueOf(event) }, 'Description changed')}
    ></textarea>`,
  )}`;
};

const minutes = (step: Subtask, held: Held, save: SaveStep) => {
  const options = { id: held.id('minutes'), label: 'Minutes', error: held.error('estimatedTime', 'Minutes') };
  const shown = held.text('estimatedTime', String(step.estimatedTime));
  return field(
    options,
    html`<input
      class="input num"
      id=${options.id}
      name="estimatedTime"
      type="number"
      inputmode="numeric"
      min="1"
      max=${maxMinutes}
      step="1"
      required
      value=${shown}
      .value=${keptWhileTyping(shown)}
      aria-invalid=${options.error ? 'true' : nothing}
      aria-describedby=${describedBy(options)}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        if (input.reportValidity() && input.value)
          void save({ estimatedTime: Number(input.value) }, 'Estimate changed');
        else input.value = String(step.estimatedTime);
      }}
    />`,
  );
};

const choices = (step: Subtask, held: Held, { members }: TaskView, save: SaveStep) => {
  const owners = [
    { value: '', label: 'The task’s owner' },
    ...members.map((member) => ({ value: member.id, label: member.name })),
  ];
  const select = (
    label: string,
    name: 'status' | 'priority' | 'assignedTo',
    offered: Parameters<typeof choiceList>[0],
    change: (value: string) => void,
  ) => {
    const options = { id: held.id(name), label, error: held.error(name, label) };
    const shown = held.text(name, step[name] ?? '');
    return field(
      options,
      html`<select
        class="input"
        id=${options.id}
        name=${name}
        .value=${shown}
        aria-invalid=${options.error ? 'true' : nothing}
        aria-describedby=${describedBy(options)}
        @change=${(event: Event) => change(valueOf(event))}
      >
        ${choiceList(offered, shown)}
      </select>`,
    );
  };
  return html`${select(
    'Status',
    'status',
    choicesOf(statusWords),
    (value) => void save({ status: value as Subtask['status'] }, 'Status changed'),
  )}
  ${select(
    'Priority',
    'priority',
    choicesOf(stepPriorities),
    (value) => void save({ priority: value as Subtask['priority'] }, 'Priority changed'),
  )}
  ${select('Who', 'assignedTo', owners, (value) => void save({ assignedTo: value || null }, 'Step handed over'))}`;
};
