import { html, nothing } from 'lit';
import { wordsOf, type PageState } from './page-state.ts';
import { stepsOf } from './changes.ts';
import type { TaskView } from './view.ts';

/** What a form sent without JavaScript has done, with the way back where there is one. */
export const doneByForm = ({ done, removed }: PageState, { task }: Pick<TaskView, 'task'>) => {
  if (!done) return nothing;
  const restorable = done === 'removed' && removed && stepsOf(task).every(({ id }) => id !== removed);
  return html`<div class="notice ok mb-4 items-center" role="status">
    <p class="min-w-0 flex-1">${wordsOf(done)}</p>
    ${
      restorable
        ? html`<form method="post" action="/app/tasks/${task.id}#plan">
            <input type="hidden" name="intent" value="restore-step" />
            <input type="hidden" name="step" value=${removed} />
            <button class="btn">Undo</button>
          </form>`
        : nothing
    }
  </div>`;
};
