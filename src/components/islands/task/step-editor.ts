import { html, nothing } from 'lit';
import { formatMinutes } from '../../../lib/client/format.ts';
import type { Subtask } from '../../../lib/contracts/task.ts';
import { choiceList, choicesOf, field } from '../../ui/field.ts';
import { icon } from '../../ui/icon.ts';
import { priorityWords, statusWords } from '../../ui/words.ts';
import { keepRefused, keptWhileTyping } from '../../ui/kept-while-typing.ts';
import { dependants, editStep, removeStep, type StepPatch } from './changes.ts';
import { memberName, type TaskView } from './view.ts';

const { urgent: _urgentIsForTasks, ...stepPriorities } = priorityWords;
const maxMinutes = 4800;

/** Everything about one step. Each field saves itself when one leaves it. */
export const stepEditor = (step: Subtask, index: number, view: TaskView) => {
  const { task, steps, members, run, enter } = view;
  const save = (patch: StepPatch, said: string) =>
    run(
      editStep(task, step.id, patch, said, (part) => stepWords(part, view)),
      `${said}.`,
    );
  /** Saves a text; when that fails what was typed stays in its field. */
  const saveText = async (event: Event, patch: StepPatch, said: string) => {
    const input = event.target as HTMLInputElement | HTMLTextAreaElement;
    const typed = input.value;
    if (!(await save(patch, said))) keepRefused(input, typed);
  };
  const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
  const id = (name: string) => `step-${step.id}-${name}`;
  const waiting = dependants(steps, step.id);
  const possible = steps.filter((other) => other.id !== step.id && !waiting.has(other.id));

  return html`<div class="plan-editor" id="editor-${step.id}" @focusin=${enter}>
    ${field(
      { id: id('title'), label: 'Step' },
      html`<input
        class="input"
        id=${id('title')}
        maxlength="200"
        required
        .value=${keptWhileTyping(step.title)}
        @change=${(event: Event) => {
          const title = valueOf(event).trim();
          if (title) void saveText(event, { title }, 'Step renamed');
          else (event.target as HTMLInputElement).value = step.title;
        }}
      />`,
    )}
    ${field(
      { id: id('description'), label: 'How and why' },
      html`<textarea
        class="input"
        id=${id('description')}
        maxlength="2000"
        .value=${keptWhileTyping(step.description)}
        @change=${(event: Event) => void saveText(event, { description: valueOf(event) }, 'Description changed')}
      ></textarea>`,
    )}
    <div class="grid grid-cols-2 gap-3 sm:grid-cols-4">
      ${field(
        { id: id('minutes'), label: 'Minutes' },
        html`<input
          class="input num"
          id=${id('minutes')}
          type="number"
          inputmode="numeric"
          min="1"
          max=${maxMinutes}
          step="1"
          .value=${keptWhileTyping(String(step.estimatedTime))}
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            if (input.reportValidity() && input.value)
              void save({ estimatedTime: Number(input.value) }, 'Estimate changed');
            else input.value = String(step.estimatedTime);
          }}
        />`,
      )}
      ${field(
        { id: id('status'), label: 'Status' },
        html`<select
          class="input"
          id=${id('status')}
          .value=${step.status}
          @change=${(event: Event) => void save({ status: valueOf(event) as Subtask['status'] }, 'Status changed')}
        >
          ${choiceList(choicesOf(statusWords), step.status)}
        </select>`,
      )}
      ${field(
        { id: id('priority'), label: 'Priority' },
        html`<select
          class="input"
          id=${id('priority')}
          .value=${step.priority}
          @change=${(event: Event) => void save({ priority: valueOf(event) as Subtask['priority'] }, 'Priority changed')}
        >
          ${choiceList(choicesOf(stepPriorities), step.priority)}
        </select>`,
      )}
      ${field(
        { id: id('owner'), label: 'Who' },
        html`<select
          class="input"
          id=${id('owner')}
          .value=${step.assignedTo ?? ''}
          @change=${(event: Event) => void save({ assignedTo: valueOf(event) || null }, 'Step handed over')}
        >
          ${choiceList(
            [
              { value: '', label: 'The task’s owner' },
              ...members.map((member) => ({ value: member.id, label: member.name })),
            ],
            step.assignedTo ?? '',
          )}
        </select>`,
      )}
    </div>
    ${waitsFor(step, steps, possible, save)}
    <div class="flex flex-wrap items-center gap-2">
      <button type="button" class="btn" @click=${() => view.time.toggle(step.id)}>
        ${view.time.runsFor(step.id) ? 'Stop timer' : 'Start timer'}
      </button>
      ${
        step.actualMinutes > 0
          ? html`<span class="num text-muted">${formatMinutes(step.actualMinutes)} spent</span>`
          : nothing
      }
      <button
        type="button"
        class="btn"
        aria-pressed=${step.locked ? 'true' : 'false'}
        title="Planning again and optimising leave a locked step as it is, where it is"
        @click=${() => void save({ locked: !step.locked }, step.locked ? 'Step unlocked' : 'Step locked')}
      >
        ${icon('lock')} Lock
      </button>
      <button type="button" class="btn" ?disabled=${index === 0} @click=${() => view.move(step.id, index - 1)}>
        ${icon('arrow-up')} Move up
      </button>
      <button
        type="button"
        class="btn"
        ?disabled=${index === steps.length - 1}
        @click=${() => view.move(step.id, index + 1)}
      >
        ${icon('arrow-down')} Move down
      </button>
      <button
        type="button"
        class="btn danger ml-auto"
        @click=${() => {
          view.toggle(null);
          void run(removeStep(task, step.id, step.title), `Deleted “${step.title}”.`);
        }}
      >
        ${icon('trash')} Delete step
      </button>
      <button type="button" class="btn primary" @click=${() => view.toggle(null)}>Done</button>
    </div>
  </div>`;
};

/** What a change of a step wants, for the choice between two people's. */
function stepWords(patch: StepPatch, { steps, members }: TaskView): string {
  const titleOf = (id: string) => steps.find((step) => step.id === id)?.title ?? 'a step that is gone';
  const words = [
    patch.title,
    patch.description,
    patch.estimatedTime && formatMinutes(patch.estimatedTime),
    patch.status && statusWords[patch.status],
    patch.priority && priorityWords[patch.priority],
    patch.assignedTo === undefined ? undefined : (memberName(members, patch.assignedTo) ?? 'the task’s owner'),
    patch.locked === undefined ? undefined : patch.locked ? 'locked' : 'not locked',
    patch.dependencies?.length === 0 ? 'waits for nothing' : patch.dependencies?.map(titleOf).join('; '),
  ];
  return words.filter(Boolean).join(', ');
}

/** What must be finished first. Steps that wait for this one cannot be chosen: that would be a circle. */
const waitsFor = (
  step: Subtask,
  steps: readonly Subtask[],
  possible: readonly Subtask[],
  save: (patch: StepPatch, said: string) => Promise<boolean>,
) =>
  html`<fieldset>
    <legend class="label">Waits for</legend>
    ${
      possible.length === 0
        ? html`<p class="text-sm text-muted">Every other step waits for this one.</p>`
        : html`<ul class="grid gap-x-4 sm:grid-cols-2">
            ${possible.map(
              (other) =>
                html`<li>
                  <label class="flex min-h-7 items-start gap-2 py-1">
                    <input
                      type="checkbox"
                      class="check"
                      .checked=${step.dependencies.includes(other.id)}
                      @change=${(event: Event) => {
                        const checked = (event.target as HTMLInputElement).checked;
                        const rest = step.dependencies.filter((id) => id !== other.id);
                        void save({ dependencies: checked ? [...rest, other.id] : rest }, 'Dependencies changed');
                      }}
                    />
                    <span class="min-w-0 break-words">${steps.indexOf(other) + 1}. ${other.title}</span>
                  </label>
                </li>`,
            )}
          </ul>`
    }
  </fieldset>`;
