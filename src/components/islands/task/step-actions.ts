import { html, nothing } from 'lit';
import { formatMinutes } from '../../../lib/client/format.ts';
import type { Subtask } from '../../../lib/contracts/task.ts';
import { icon } from '../../ui/icon.ts';
import { removeStep, type SaveStep } from './changes.ts';
import type { TaskView } from './view.ts';

/** What can be done with a step under edit. The first button is what Enter presses without JavaScript. */
export const stepActions = (step: Subtask, index: number, view: TaskView, save: SaveStep) => {
  const { task, steps, run } = view;
  return html`<div class="flex flex-wrap items-center gap-2">
    <button class="btn primary needs-no-script" name="intent" value="save-step">Save step</button>
    <button type="button" class="btn needs-script" @click=${() => view.time.toggle(step.id)}>
      ${view.time.runsFor(step.id) ? 'Stop timer' : 'Start timer'}
    </button>
    ${
      step.actualMinutes > 0
        ? html`<span class="num text-muted">${formatMinutes(step.actualMinutes)} spent</span>`
        : nothing
    }
    <button
      class="btn"
      name="intent"
      value=${step.locked ? 'unlock-step' : 'lock-step'}
      aria-pressed=${step.locked ? 'true' : 'false'}
      title="Planning again and optimising leave a locked step as it is, where it is"
      @click=${() => void save({ locked: !step.locked }, step.locked ? 'Step unlocked' : 'Step locked')}
    >
      ${icon('lock')} Lock
    </button>
    <button
      class="btn"
      name="intent"
      value="step-up"
      ?disabled=${index === 0}
      @click=${() => view.move(step.id, index - 1)}
    >
      ${icon('arrow-up')} Move up
    </button>
    <button
      class="btn"
      name="intent"
      value="step-down"
      ?disabled=${index === steps.length - 1}
      @click=${() => view.move(step.id, index + 1)}
    >
      ${icon('arrow-down')} Move down
    </button>
    <button
      class="btn danger ml-auto"
      name="intent"
      value="remove-step"
      formnovalidate
      @click=${() => {
        view.toggle(null);
        void run(removeStep(task, step.id, step.title), `Deleted “${step.title}”.`);
      }}
    >
      ${icon('trash')} Delete step
    </button>
    <button type="button" class="btn primary needs-script" @click=${() => view.toggle(null)}>Done</button>
  </div>`;
};
