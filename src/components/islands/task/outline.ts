import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatDay } from '../../../lib/client/format.ts';
import type { Subtask } from '../../../lib/contracts/task.ts';
import { isOpenStatus } from '../../../lib/planning/open-status.ts';
import { errorSentence } from '../../ui/field-error.ts';
import { addStep } from './changes.ts';
import { estimateGrip } from './estimate-grip.ts';
import { dayName, ganttAxis, ganttRow, ganttStrip, milestonesByStep } from './gantt.ts';
import { isLate, stepRow } from './step-row.ts';
import { timeScale, type TimeScale } from './time-scale.ts';
import type { TaskView } from './view.ts';

/** The plan as a line with stations, and beside each row its stretch of the timeline. */
export const outline = (view: TaskView) => {
  const { task, steps, zone, now } = view;
  const scale = timeScale(view.span, zone, now, { calendar: view.calendar });
  const milestones = milestonesByStep(task);
  const today = scale.days.some((day) => day.today) ? scale.x(now) : null;
  const due = task.dueDate ? scale.x(task.dueDate) : null;
  const dueX = due !== null && due < scale.width ? due : null;
  return html`<div class="plan">
    <div class="plan-head" aria-hidden="true"><span></span>${ganttAxis(scale)}</div>
    ${stripHead(scale)}
    <ol>
      ${repeat(
        steps,
        (step) => step.id,
        (step, index) =>
          stepRow(
            step,
            index,
            view,
            html`${ganttStrip(step, scale, { nowX: today })}
              <div class="plan-gantt">
                ${ganttRow(step, scale, { nowX: today, dueX, milestones: milestones.get(step.id) ?? [] })}
                ${estimateGrip(step, scale, view)}
              </div>`,
          ),
      )}
    </ol>
    ${steps.length > 0 ? key(steps, view) : nothing} ${addStepForm(view)} ${milestoneList(view)}
  </div>`;
};

/** The first and the last day of the strips. */
const stripHead = ({ days }: TimeScale) =>
  html`<p class="strip-head num" aria-hidden="true">
    <span>${dayName(days[0])}</span><span>${dayName(days.at(-1))}</span>
  </p>`;

/** How bars are to be read, as far as there are such. */
const key = (steps: readonly Subtask[], { now }: TaskView) => {
  const open = steps.filter(({ status }) => isOpenStatus(status));
  const shown = [
    { name: 'critical', words: 'decides when the plan ends', there: open.some(({ critical }) => critical) },
    { name: 'slack', words: 'may slip so far', there: open.some((step) => !step.critical && step.slackMinutes) },
    { name: 'late', words: 'late', there: open.some((step) => isLate(step, now)) },
  ].filter(({ there }) => there);
  return html`<p class="graph-key" aria-hidden="true">
    ${shown.map(({ name, words }) => html`<span class="key-line ${name}"></span> ${words}`)}
  </p>`;
};

/** Adds a step at the end; where there is no plan yet it begins one. */
export const addStepForm = ({ task, run, refused }: TaskView) => {
  const typed = refused?.values.intent === 'add-step' ? refused : null;
  const error = typed?.errors.title;
  return html`<form
    class="plan-add"
    method="post"
    action="/app/tasks/${task.id}#plan"
    @submit=${async (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const input = form.elements.namedItem('title') as HTMLInputElement;
      const title = input.value.trim();
      if (!title) return;
      input.value = '';
      const saved = await run(addStep(task, title), `Added “${title}”.`);
      if (!saved && !input.value) input.value = title;
      input.focus();
    }}
  >
    <input type="hidden" name="intent" value="add-step" />
    <label for="add-step" class="sr-only">Add a step</label>
    <input
      id="add-step"
      name="title"
      class="input small"
      maxlength="200"
      placeholder="Add a step"
      autocomplete="off"
      value=${typed?.values.title ?? ''}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${error ? 'add-step-error' : nothing}
    />
    <button class="btn">Add</button>
    ${error ? html`<p class="error-text" id="add-step-error">${errorSentence('The step', error)}</p>` : nothing}
  </form>`;
};

const milestoneList = ({ task, zone, now }: TaskView) => {
  const milestones = task.aiGenerated?.timeline?.milestones ?? [];
  if (milestones.length === 0) return nothing;
  return html`<section class="mt-6" aria-labelledby="milestones">
    <h2 id="milestones" class="under-title">Milestones</h2>
    <ul>
      ${milestones.map(
        (milestone) =>
          html`<li class="milestone-row">
            <span class="milestone-mark ${milestone.completed ? 'done' : ''}" aria-hidden="true"></span>
            <span class="font-[550]">${milestone.name}</span>
            <span class="about text-muted">${milestone.description}</span>
            <span class="num text-ink-2"
              >${milestone.completed ? 'reached' : formatDay(milestone.date, zone, now)}</span
            >
          </li>`,
      )}
    </ul>
  </section>`;
};
