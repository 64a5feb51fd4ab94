import { html, nothing } from 'lit';
import { formatDay, formatMinutes, formatTime } from '../../../lib/client/format.ts';
import type { Subtask } from '../../../lib/contracts/task.ts';
import { avatar } from '../../ui/avatar.ts';
import { statusChip } from '../../ui/chips.ts';
import { icon } from '../../ui/icon.ts';
import { postForm } from '../../ui/post-form.ts';
import { stateWords } from '../../ui/words.ts';
import { editStep } from './changes.ts';
import { stepEditor } from './step-editor.ts';
import { stepOpener } from './step-opener.ts';
import { memberName, type TaskView } from './view.ts';
import { isOpenStatus } from '../../../lib/planning/open-status.ts';

export const stationClass = (step: Subtask, index: number, count: number) =>
  [
    'station',
    step.critical || step.status === 'completed' ? '' : 'off',
    index === 0 ? 'first' : '',
    index === count - 1 ? 'last' : '',
    step.status === 'completed' ? 'done' : step.status === 'in_progress' ? 'now' : '',
  ].join(' ');

/** Places of what a step waits for, as people count: "After 1, 2". */
export const after = (step: Subtask, steps: readonly Subtask[]): string => {
  const places = step.dependencies.map((id) => steps.findIndex((other) => other.id === id) + 1).filter((n) => n > 0);
  return places.length > 0 ? `After ${places.sort((a, b) => a - b).join(', ')}. ` : '';
};

/** Whether what it waits for is still open. */
const waits = (step: Subtask, steps: readonly Subtask[]): boolean =>
  step.status === 'pending' &&
  step.dependencies.some((id) => {
    const other = steps.find((candidate) => candidate.id === id);
    return other !== undefined && isOpenStatus(other.status);
  });

/** Whether it should have been done by now. */
export const isLate = ({ status, scheduledEnd }: Subtask, now: string): boolean =>
  isOpenStatus(status) && scheduledEnd !== null && Date.parse(scheduledEnd) < Date.parse(now);

const when = (step: Subtask, { zone, now }: TaskView) => {
  const end = step.completedAt ?? step.scheduledEnd;
  if (!end || step.status === 'cancelled') return nothing;
  if (step.status === 'completed') return html`<small>done ${formatDay(end, zone, now)}</small>`;
  const by = `${formatDay(end, zone, now)}, ${formatTime(end, zone)}`;
  return isLate(step, now) ? html`<small class="text-danger!">late since ${by}</small>` : html`<small>by ${by}</small>`;
};

const nextAction = (step: Subtask, view: TaskView) => {
  const offer = (intent: string, label: string, status: Subtask['status'], said: string) =>
    postForm(
      `/app/tasks/${view.task.id}`,
      intent,
      () => void view.run(editStep(view.task, step.id, { status }, said, stateWords), said),
      html`<button class="btn small">${label}</button>`,
      { step: step.id },
    );
  if (step.status === 'in_progress') return offer('finish-step', 'Finish', 'completed', `Finished “${step.title}”.`);
  if (step.status !== 'pending' || waits(step, view.steps)) return nothing;
  return offer('start-step', 'Start', 'in_progress', `Started “${step.title}”.`);
};

/** One step of the outline: its station on the line, what it is, and what can be done with it. */
export const stepRow = (step: Subtask, index: number, view: TaskView, timeline: unknown) => {
  const { steps, members, task } = view;
  const open = view.openStep === step.id;
  const owner = memberName(members, step.assignedTo ?? task.assignedTo);
  return html`<li
    class="plan-row ${open ? 'open' : ''} ${step.status === 'cancelled' ? 'cancelled' : ''}"
    id="step-${step.id}"
    data-step=${step.id}
    @dragover=${(event: DragEvent) => event.dataTransfer?.types.includes('text/x-step') && event.preventDefault()}
    @drop=${(event: DragEvent) => {
      const moved = event.dataTransfer?.getData('text/x-step');
      if (!moved) return;
      event.preventDefault();
      view.move(moved, index);
    }}
  >
    <div class="plan-step">
      <div
        class=${stationClass(step, index, steps.length)}
        draggable="true"
        title="Drag to move"
        @dragstart=${(event: DragEvent) => event.dataTransfer?.setData('text/x-step', step.id)}
      ></div>
      ${stepOpener(
        step.id,
        view,
        html`<button
          class="plan-text"
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls="editor-${step.id}"
          @keydown=${(event: KeyboardEvent) => {
            if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
            event.preventDefault();
            view.move(step.id, index + (event.key === 'ArrowUp' ? -1 : 1));
          }}
        >
          <span class="sr-only">Step ${index + 1}: </span>
          <span class="font-[560] break-words">${step.title}</span>
          <span class="plan-why">${after(step, steps)}${step.description}</span>
        </button>`,
      )}
      <div class="plan-right num">
        ${step.locked ? html`<span class="locked">${icon('lock', 14)} Locked</span>` : nothing}
        ${waits(step, steps) ? html`<span class="chip warn">Waits</span>` : nothing}
        ${step.status === 'pending' ? nothing : statusChip(step.status)} ${nextAction(step, view)}
        <span class="plan-minutes">${formatMinutes(step.estimatedTime)}${when(step, view)}</span>
        ${avatar(owner)} <span class="plan-fold" aria-hidden="true">${icon(open ? 'close' : 'chevron-down')}</span>
      </div>
      ${open ? stepEditor(step, index, view) : nothing}
    </div>
    ${timeline}
  </li>`;
};
