import { html, nothing } from 'lit';
import { formatMinutes, formatNearDay, formatNearDayWithin } from '../../../lib/client/format.ts';
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
export const planFacts = ({ aiGenerated }: Task) => {
  const plan = aiGenerated && planFigures(aiGenerated);
  if (!plan || plan.steps === 0) return nothing;
  const { steps, done, minutes, generatedBy, confidence } = plan;
  return html`<span class="num">${done} of ${plural(steps, 'step')}, ${formatMinutes(minutes)}</span>
    <progress class="bar-progress w-14" max=${steps} value=${done} aria-hidden="true"></progress>
    <span>${plannedWords(generatedBy)}</span> ${confidenceChip(confidence)}`;
};

/** The day it is due; one that has passed stands out. */
export const dueWords = (task: Task, { zone, now }: RowOptions, before = '') => {
  if (!task.dueDate) return nothing;
  const words = formatNearDayWithin(task.dueDate, zone, now);
  if (isOverdue(task, now)) return html`<span class="chip danger">Overdue, ${words}</span>`;
  return html`<span class="num">${before ? before + words : formatNearDay(task.dueDate, zone, now)}</span>`;
};

export const parentLine = ({ parent }: Task) =>
  parent
    ? html`<p class="task-about">Part of <a class="task-parent" href="/app/tasks/${parent.id}">${parent.title}</a></p>`
    : nothing;

/** A task in a list: what it is, how it stands, who has it and until when. */
export const taskRow = (task: Task, options: RowOptions) =>
  html`<li class="task-row">
    <div class="task-main">
      <a href="/app/tasks/${task.id}" class="task-link">${task.title}</a>
      ${task.description ? html`<p class="task-about">${task.description}</p>` : nothing} ${parentLine(task)}
      <p class="task-facts">${statusChip(task.status)} ${priorityChip(task.priority)} ${planFacts(task)}</p>
    </div>
    <div class="task-right">${dueWords(task, options, 'due ')} ${avatar(task.assignee?.name ?? null)}</div>
  </li>`;
