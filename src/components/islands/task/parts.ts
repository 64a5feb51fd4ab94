import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ListController } from '../../../lib/client/list-controller.ts';
import { formatNearDayWithin } from '../../../lib/client/format.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { TaskCard } from '../../../lib/contracts/task-views.ts';
import { avatar } from '../../ui/avatar.ts';
import { postForm } from '../../ui/post-form.ts';
import { failure } from '../../ui/states.ts';
import { statusMenu } from '../tasks/status-menu.ts';
import { isOpen, isOverdue } from '../tasks/task-row.ts';
import type { TaskView } from './view.ts';

export type PartList = ListController<TaskCard, Task>;

/** What the section asks for. */
interface Parts {
  readonly list: PartList;
  add: (title: string) => Promise<boolean>;
  setStatus: (part: TaskCard, status: Task['status']) => Promise<void>;
}
type Seen = Pick<TaskView, 'task' | 'zone' | 'now'>;

/** Parts done of those that are not cancelled; null while not all are shown. */
export function partsProgress({ items, nextCursor }: PartList): { done: number; of: number } | null {
  if (nextCursor !== null) return null;
  const counted = items.filter(({ status }) => status !== 'cancelled');
  return { done: counted.filter((part) => !isOpen(part)).length, of: counted.length };
}

/** The tasks a task is made of besides its plan: each a task of its own, with its own page. */
export const partsSection = (parts: Parts, view: Seen) => {
  const { list } = parts;
  const progress = partsProgress(list);
  return html`<section aria-labelledby="parts-title" class="mt-8">
    <h2 id="parts-title" class="under-title flex items-center gap-2">
      Tasks under this one
      ${
        progress && progress.of > 0
          ? html`<span class="num font-normal text-muted">${progress.done} of ${progress.of} done</span>
              <progress
                class="bar-progress calm w-16"
                max=${progress.of}
                value=${progress.done}
                aria-hidden="true"
              ></progress>`
          : nothing
      }
    </h2>
    ${
      list.items.length === 0
        ? nothing
        : html`<ul class="border-t border-line">
            ${repeat(
              list.items,
              ({ id }) => id,
              (part) => row(part, parts, view),
            )}
          </ul>`
    }
    ${list.fault ? failure(list.fault, () => void list.again()) : nothing}
    ${
      list.nextCursor
        ? html`<a
            class="btn mt-3"
            href="/app/tasks?view=list&amp;parentTask=${view.task.id}"
            @click=${(event: Event) => {
              event.preventDefault();
              void list.more();
            }}
          >
            Show more
          </a>`
        : nothing
    }
    ${addForm(parts, view)}
  </section>`;
};

const row = (part: TaskCard, parts: Parts, { zone, now }: Seen) =>
  html`<li class="flex min-h-10 flex-wrap items-center gap-x-3 border-b border-line py-1">
    <a
      href="/app/tasks/${part.id}"
      class="min-w-0 flex-1 basis-44 font-[550] wrap-anywhere hover:underline ${isOpen(part) ? '' : 'text-muted line-through'}"
      >${part.title}</a
    >
    ${
      part.dueDate
        ? html`<span class="num text-sm ${isOverdue(part, now) ? 'text-danger' : 'text-muted'}"
            >${isOverdue(part, now) ? 'overdue' : 'due'} ${formatNearDayWithin(part.dueDate, zone, now)}</span
          >`
        : nothing
    }
    ${statusMenu(part, { query: '', move: (status) => void parts.setStatus(part, status as Task['status']) })}
    ${avatar(part.assignee?.name ?? null)}
  </li>`;

/** Nothing a task is made of is left: the offer to complete it. */
export const doneNotice = (taskId: string, complete: () => void) =>
  html`<div class="notice ok mb-5 items-center">
    <p class="flex-1">Everything under this task is done.</p>
    ${postForm(
      `/app/tasks/${taskId}`,
      'save-facts',
      complete,
      html`<button class="btn primary">Complete the task</button>`,
      { status: 'completed' },
    )}
  </div>`;

/** Without JavaScript the form makes the task and leads to it. */
const addForm = (parts: Parts, { task }: Seen) =>
  html`<form
    method="post"
    action="/app/tasks"
    class="flex max-w-[560px] gap-2 pt-2.5"
    @submit=${async (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const input = form.elements.namedItem('title') as HTMLInputElement;
      const title = input.value.trim();
      if (!title) return;
      input.value = '';
      if (!(await parts.add(title)) && !input.value) input.value = title;
      input.focus();
    }}
  >
    <input type="hidden" name="parentTask" value=${task.id} />
    <input type="hidden" name="then" value="add" />
    <label for="add-part" class="sr-only">Add a task under this one</label>
    <input
      id="add-part"
      name="title"
      class="input small"
      maxlength="200"
      required
      placeholder="Add a task under this one"
      autocomplete="off"
    />
    <button class="btn">Add</button>
  </form>`;
