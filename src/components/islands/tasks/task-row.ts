import { html, nothing } from 'lit';
import { formatMinutes, formatNearDay } from '../../../lib/client/format.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { planFigures } from '../../../lib/domain/task-card.ts';
import { avatar } from '../../ui/avatar.ts';
import { confidenceChip, priorityChip, statusChip } from '../../ui/chips.ts';
import { plannedWords, plural } from '../../ui/words.ts';
import { isOpenStatus } from '../../../lib/planning/open-status.ts';

export interface RowOptions {
  zone: string;
  now: string;
}

type Dated = Pick<Task, 'status' | 'dueDate'>;

export const isOpen = ({ status }: Dated): boolean => isOpenStatus(status);

export const isOverdue = (task: Dated, now: string): boolean =>
  isOpen(task) && task.dueDate !== null && Date.parse(task.dueDate) < Date.parse(now);

/** Steps done of all, and the minutes of the plan. */
const planFacts = ({ aiGenerated }: Task) => {
  const plan = aiGenerated && planFigures(aiGenerated);
  if (!plan || plan.steps === 0) return nothing;
  const { steps, done, minutes, generatedBy, confidence } = plan;
  return html`<span class="num">${done} of ${plural(steps, 'step')}, ${formatMinutes(minutes)}</span>
    <progress class="bar-progress w-14" max=${steps} value=${done} aria-hidden="true"></progress>
    <span>${plannedWords(generatedBy)}</span> ${confidenceChip(confidence)}`;
};

const due = (task: Task, { zone, now }: RowOptions) => {
  if (!task.dueDate) return nothing;
  const words = formatNearDay(task.dueDate, zone, now);
  return isOverdue(task, now)
    ? html`<span class="chip danger">Overdue, ${words}</span>`
    : html`<span class="num">due ${words}</span>`;
};

/** A task in a list: what it is, how it stands, who has it and until when. */
export const taskRow = (task: Task, options: RowOptions, tick: unknown = nothing) =>
  html`<li class="task-row">
    ${tick}
    <div class="task-main">
      <a href="/app/tasks/${task.id}" class="task-link">${task.title}</a>
      ${task.description ? html`<p class="task-about">${task.description}</p>` : nothing}
      ${
        task.parent
          ? html`<p class="task-about">
              Part of <a class="task-parent" href="/app/tasks/${task.parent.id}">${task.parent.title}</a>
            </p>`
          : nothing
      }
      <p class="task-facts">${statusChip(task.status)} ${priorityChip(task.priority)} ${planFacts(task)}</p>
    </div>
    <div class="task-right">${due(task, options)} ${avatar(task.assignee?.name ?? null)}</div>
  </li>`;
