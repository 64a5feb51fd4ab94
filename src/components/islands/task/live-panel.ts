import { html, nothing } from 'lit';
import { formatMinutes } from '../../../lib/client/format.ts';
import type { ArrivingSubtask, Generation } from '../../../lib/contracts/generation.ts';
import { postForm } from '../../ui/post-form.ts';

const stageWords: Record<Generation['progress']['stage'], string> = {
  analyzing: 'Reading',
  generating: 'Planning',
  optimizing: 'Dating',
  complete: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** The run under way: stage, percentage, what it does, how long it still takes, and a way to stop it. */
export const livePanel = ({ taskId, progress }: Generation, cancel: () => void) => html`
  <div class="live-panel">
    <span class="chip hot">${stageWords[progress.stage]}</span>
    <span class="min-w-0 flex-1 basis-40" role="status">${progress.message}</span>
    <progress class="bar-progress" max="100" value=${progress.percentage} aria-label="Progress of the plan"></progress>
    <span class="num text-muted">
      ${progress.percentage}
      %${progress.estimatedTimeRemaining === null ? '' : `, ${progress.estimatedTimeRemaining} s left`}
    </span>
    <a class="btn quiet needs-no-script" href="/app/tasks/${taskId}">Look again how far it is</a>
    ${postForm(`/app/tasks/${taskId}`, 'cancel-plan', cancel, html`<button class="btn quiet">Cancel</button>`)}
  </div>
`;

/** Steps as the model writes them: to look at while they are not yet the plan. */
export const arrivingSteps = (subtasks: readonly ArrivingSubtask[]) =>
  subtasks.length === 0
    ? nothing
    : html`<ol class="mt-2" aria-label="Steps so far">
        ${subtasks.map(
          ({ title, description, estimatedTime, dependencies }, index) =>
            html`<li class="plan-row arrives">
              <div class="plan-step">
                <div
                  class="station ghost ${index === 0 ? 'first' : ''} ${index === subtasks.length - 1 ? 'last' : ''}"
                ></div>
                <div class="plan-text">
                  <span class="font-[560] break-words">${title}</span>
                  <span class="plan-why">
                    ${dependencies.length > 0 ? `After ${dependencies.map((d) => d + 1).join(', ')}. ` : ''}${description}
                  </span>
                </div>
                <div class="plan-right num">${estimatedTime === null ? nothing : formatMinutes(estimatedTime)}</div>
              </div>
            </li>`,
        )}
      </ol>`;

/** What to say when a run failed: why, and how to go on; a plan there is stays, and `again` is null. */
export const failedPanel = (generation: Generation, again: (() => void) | null) => html`
  <div class="notice danger mb-5" role="alert">
    <p class="flex-1">
      <b class="font-semibold"
        >${again ? 'The plan was not made.' : 'The plan was not made anew: it stays as it was.'}</b
      >
      ${generation.error?.message ?? generation.progress.message}
    </p>
    ${again ? postForm(`/app/tasks/${generation.taskId}`, 'plan', again, html`<button class="btn">Try again</button>`) : nothing}
  </div>
`;
