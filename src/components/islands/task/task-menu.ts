import { html } from 'lit';
import { api } from '../../../lib/client/api.ts';
import { toastFailure } from '../../../lib/client/toasts.ts';
import { icon } from '../../ui/icon.ts';
import { postForm } from '../../ui/post-form.ts';
import type { TaskView } from './view.ts';

/** What is rarely done to a task. Deleting goes to the list, which offers to undo it. */
export const taskMenu = ({ task, moveUnder }: TaskView) => {
  const remove = async () => {
    try {
      await api.delete(`/tasks/${task.id}`);
      location.assign(`/app/tasks?deleted=${task.id}`);
    } catch (error) {
      toastFailure('Not deleted', error);
    }
  };
  return html`<details class="menu">
    <summary class="btn icon" aria-label="More actions">${icon('more')}</summary>
    <div class="panel">
      <button type="button" class="needs-script" @click=${moveUnder}>Move under another task…</button>
      ${postForm(
        `/app/tasks/${task.id}`,
        'delete-task',
        () => void remove(),
        html`<button>${icon('trash')} Delete task</button>`,
      )}
    </div>
  </details>`;
};
