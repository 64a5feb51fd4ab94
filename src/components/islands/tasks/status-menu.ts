import { html } from 'lit';
import type { TaskCard } from '../../../lib/contracts/task-views.ts';
import { choiceList, choicesOf } from '../../ui/field.ts';
import { statusWords } from '../../ui/words.ts';

interface StatusMenu {
  /** The filters of the list the form leads back to without JavaScript. */
  query: string;
  move: (status: string) => void;
}

/** The status of a task as a menu; without JavaScript a form that posts. */
export const statusMenu = (task: Pick<TaskCard, 'id' | 'title' | 'status'>, { query, move }: StatusMenu) =>
  html`<form method="post" action="/app/tasks/bulk" class="card-move">
    <input type="hidden" name="id" value=${task.id} />
    <input type="hidden" name="query" value=${query} />
    <input type="hidden" name="intent" value="change" />
    <select
      name="status"
      class="editable"
      aria-label="Status of ${task.title}"
      autocomplete="off"
      .value=${task.status}
      @change=${({ target }: Event & { target: HTMLSelectElement }) => {
        const { value } = target;
        // Until the move is made the menu says where the task is.
        target.value = task.status;
        move(value);
      }}
    >
      ${choiceList(choicesOf(statusWords), task.status)}
    </select>
    <button class="btn small needs-no-script">Move</button>
  </form>`;
