import { html, nothing } from 'lit';
import { formatMinutes, formatNearDayWithin } from '../../../lib/client/format.ts';
import type { TaskCard } from '../../../lib/contracts/task-views.ts';
import { avatar } from '../../ui/avatar.ts';
import { priorityChip } from '../../ui/chips.ts';
import { plural } from '../../ui/words.ts';
import { statusMenu } from './status-menu.ts';
import { isOverdue, type RowOptions } from './task-row.ts';

interface CardOptions extends RowOptions {
  /** The list's filters: without JavaScript the form leads back to them. */
  query: string;
  lifted: boolean;
  move: (status: string) => void;
}

const plan = ({ plan: figures }: TaskCard) =>
  figures && figures.steps > 0
    ? html`<p class="card-facts num">
        ${figures.done} of ${plural(figures.steps, 'step')}, ${formatMinutes(figures.minutes)}
        <progress
          class="bar-progress calm w-12"
          max=${figures.steps}
          value=${figures.done}
          aria-hidden="true"
        ></progress>
      </p>`
    : nothing;

const due = (task: TaskCard, { zone, now }: CardOptions) => {
  if (!task.dueDate) return nothing;
  const words = formatNearDayWithin(task.dueDate, zone, now);
  return isOverdue(task, now)
    ? html`<span class="chip danger">Overdue, ${words}</span>`
    : html`<span class="num">due ${words}</span>`;
};

/** A task on a board: what it is, how far it is, who has it, until when, and where it can go. */
export const boardCard = (task: TaskCard, options: CardOptions) =>
  html`<li class="card" data-movable=${task.id} ?data-lifted=${options.lifted}>
    ${task.parent ? html`<p class="card-parent">${task.parent.title}</p>` : nothing}
    <a href="/app/tasks/${task.id}" class="card-title" draggable="false" data-handle aria-describedby="board-keys">
      ${task.title}
    </a>
    ${plan(task)}
    <p class="card-facts">${priorityChip(task.priority)} ${due(task, options)}</p>
    <div class="card-foot">${statusMenu(task, options)} ${avatar(task.assignee?.name ?? null)}</div>
  </li>`;
