import { html, nothing } from 'lit';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { plural } from '../../ui/words.ts';
import { taskRow } from './task-row.ts';

interface TasksSection {
  tasks: Page<Task>;
  /** What a new task belongs to, by the names of its fields. */
  of: Readonly<Record<string, string>>;
  /** The field that finds all of them in the list of tasks. */
  filter: string;
  label: string;
  placeholder: string;
  empty: string;
  zone: string;
  now: string;
}

/** The tasks of a record, and a field for a new one. */
export const tasksSection = (section: TasksSection) => {
  const { tasks, of, filter, label, placeholder, empty, zone, now } = section;
  const { items, total } = tasks;
  const all = `/app/tasks?${filter}=${of[filter] ?? ''}`;
  return html`<section aria-labelledby="tasks-title">
    <h2 id="tasks-title" class="under-title">Tasks</h2>
    <form method="post" action="/app/tasks" class="flex flex-wrap gap-2 pb-3">
      ${Object.entries(of).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)}
      <label class="sr-only" for="new-task">${label}</label>
      <input
        id="new-task"
        name="title"
        class="input min-w-0 flex-1 basis-44"
        maxlength="200"
        required
        autocomplete="off"
        placeholder=${placeholder}
      />
      <button class="btn primary pointer-fine:min-h-[36px]">Plan it</button>
    </form>
    ${
      items.length === 0
        ? html`<p class="border-t border-line py-4 text-muted">${empty}</p>`
        : html`<ul class="border-t border-line">
            ${items.map((task) => taskRow(task, { zone, now }))}
          </ul>`
    }
    ${total > items.length ? html`<a class="btn mt-3" href=${all}>All ${plural(total, 'task')}</a>` : nothing}
  </section>`;
};
