import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatDay, formatMinutes } from '../../../lib/client/format.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { TimeEntry } from '../../../lib/contracts/time.ts';
import { avatar } from '../../ui/avatar.ts';
import { icon } from '../../ui/icon.ts';
import { failure } from '../../ui/states.ts';
import { stepsOf } from './changes.ts';
import type { TimeController } from './time-controller.ts';
import type { TaskView } from './view.ts';

const maxMinutes = 4800;

/** `2 h 10 min of 3 h estimated`; without an estimate the time alone. */
export function spentWords(task: Pick<Task, 'actualMinutes' | 'aiGenerated'>): string {
  const steps = (task.aiGenerated?.subtasks ?? []).filter(({ status }) => status !== 'cancelled');
  const estimated = steps.reduce((sum, { estimatedTime }) => sum + estimatedTime, 0);
  const spent = task.actualMinutes === 0 ? 'None' : formatMinutes(task.actualMinutes);
  return estimated === 0 ? spent : `${spent} of ${formatMinutes(estimated)} estimated`;
}

/** Time noted on a task: the sum beside the estimate, the timer, a line for time by hand, and the entries. */
export const timeSection = (time: TimeController, view: TaskView) => {
  const { task } = view;
  const running = time.runsFor(null);
  return html`<section id="time" aria-labelledby="time-title" class="mt-8">
    <div class="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h2 id="time-title" class="under-title mb-0!">Time spent</h2>
      <span class="num text-muted">${spentWords(task)}</span>
      <form
        method="post"
        action="/app/timer"
        class="sm:ml-auto"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          time.toggle(null);
        }}
      >
        <input type="hidden" name="intent" value=${running ? 'stop' : 'start'} />
        <input type="hidden" name="taskId" value=${task.id} />
        <button class="btn">${running ? 'Stop timer' : 'Start timer'}</button>
      </form>
    </div>
    ${byHand(time, task.id)}
    ${
      time.entries.length === 0
        ? nothing
        : html`<ul class="mt-2 border-t border-line">
            ${repeat(
              time.entries,
              ({ id }) => id,
              (entry) => row(entry, time, view),
            )}
          </ul>`
    }
    ${time.fault ? failure(time.fault, () => void time.more()) : nothing}
    ${
      time.nextCursor
        ? html`<button type="button" class="btn mt-3" @click=${() => void time.more()}>Show older</button>`
        : nothing
    }
  </section>`;
};

const byHand = (time: TimeController, taskId: string) =>
  html`<form
    method="post"
    action=${timePlace(taskId)}
    class="flex flex-wrap gap-2 pt-2"
    @submit=${async (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const minutes = form.elements.namedItem('minutes') as HTMLInputElement;
      const note = form.elements.namedItem('note') as HTMLInputElement;
      if (await time.add(Number(minutes.value), note.value.trim())) form.reset();
    }}
  >
    <input type="hidden" name="intent" value="note-time" />
    <label for="time-minutes" class="sr-only">Time spent, in minutes</label>
    <input
      id="time-minutes"
      name="minutes"
      class="input small num w-28"
      type="number"
      inputmode="numeric"
      min="1"
      max=${maxMinutes}
      required
      placeholder="Minutes"
    />
    <label for="time-note" class="sr-only">What for</label>
    <input
      id="time-note"
      name="note"
      class="input small w-auto min-w-0 flex-1 basis-40"
      maxlength="500"
      placeholder="What for"
      autocomplete="off"
    />
    <button class="btn">Note time</button>
  </form>`;

const row = (entry: TimeEntry, time: TimeController, view: TaskView) => {
  const { minutes, note, at, member, subtaskId } = entry;
  const step = stepsOf(view.task).find(({ id }) => id === subtaskId);
  const about = [step?.title, note].filter(Boolean).join(': ');
  const day = formatDay(at, view.zone, view.now);
  const change = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const saved = input.reportValidity() && input.value && (await time.change(entry, Number(input.value)));
    if (!saved) input.value = String(minutes);
  };
  return html`<li class="flex min-h-10 flex-wrap items-center gap-x-3 border-b border-line py-1">
    <form
      method="post"
      action=${timePlace(view.task.id)}
      class="flex items-center gap-2"
      @submit=${(event: Event) => event.preventDefault()}
    >
      <input type="hidden" name="intent" value="change-time" />
      <input type="hidden" name="entry" value=${entry.id} />
      <input
        class="editable num w-20"
        type="number"
        name="minutes"
        inputmode="numeric"
        min="1"
        max=${maxMinutes}
        required
        aria-label="Minutes on ${day}"
        .value=${String(minutes)}
        value=${minutes}
        @change=${change}
      />
      <span class="text-muted">min, ${day}</span>
      <button class="btn small needs-no-script">Save</button>
    </form>
    <span class="min-w-0 flex-1 basis-40 break-words">${about}</span>
    ${avatar(member?.name ?? 'A former member')}
    <form
      method="post"
      action=${timePlace(view.task.id)}
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void time.remove(entry);
      }}
    >
      <input type="hidden" name="intent" value="delete-time" />
      <input type="hidden" name="entry" value=${entry.id} />
      <button class="btn icon quiet" aria-label="Remove ${formatMinutes(minutes)} on ${day}">${icon('trash')}</button>
    </form>
  </li>`;
};

/** Where forms about time are sent without JavaScript. */
const timePlace = (taskId: string): string => `/app/tasks/${taskId}#time`;
