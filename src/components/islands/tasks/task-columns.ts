import { html, nothing } from 'lit';
import { formatDay, formatNearDay } from '../../../lib/client/format.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { columnLabel } from '../../../lib/domain/views/column-words.ts';
import { owner, tagChips } from '../../ui/cells.ts';
import { statusChip } from '../../ui/chips.ts';
import type { Column } from '../../ui/record-table.ts';
import { priorityWords } from '../../ui/words.ts';
import { dueWords, parentLine, planFacts, type RowOptions } from './task-row.ts';

/** High and urgent stand out. */
const priority = ({ priority: word }: Task) =>
  word === 'high' || word === 'urgent'
    ? html`<span class="chip hot">${priorityWords[word]}</span>`
    : html`<span class="text-muted">${priorityWords[word]}</span>`;

const cellsOf = (shown: RowOptions): Record<string, Omit<Column<Task>, 'name' | 'label'>> => {
  const { zone, now } = shown;
  return {
    status: { cell: ({ status }) => statusChip(status), plain: true, sort: 'status' },
    priority: { cell: priority, plain: true, sort: '-priority' },
    plan: {
      cell: (task) => {
        const facts = planFacts(task);
        return facts === nothing ? facts : html`<span class="cell-plan">${facts}</span>`;
      },
      plain: true,
    },
    dueDate: { cell: (task) => dueWords(task, shown), sort: 'dueDate' },
    assignee: { cell: ({ assignee }) => owner(assignee?.name ?? null), plain: true },
    tags: { cell: ({ tags }) => tagChips(tags), plain: true },
    scheduledFor: {
      cell: ({ scheduledFor }) => scheduledFor && formatNearDay(scheduledFor, zone, now),
      sort: 'scheduledFor',
    },
    createdAt: { cell: ({ createdAt }) => formatDay(createdAt, zone, now), sort: '-createdAt' },
    updatedAt: { cell: ({ updatedAt }) => formatNearDay(updatedAt, zone, now), sort: '-updatedAt' },
  };
};

/** The columns of a list of tasks, by name. */
export function taskColumns(names: readonly string[], shown: RowOptions): Column<Task>[] {
  const cells = cellsOf(shown);
  return names.flatMap((name) => (cells[name] ? { name, label: columnLabel('tasks', name), ...cells[name] } : []));
}

/** What a task is called, and where there is room, what it is about and part of. */
export const taskCell = (task: Task, isCompact: boolean) =>
  html`<a href="/app/tasks/${task.id}" class="task-link">${task.title}</a>
    ${task.description && !isCompact ? html`<p class="task-about">${task.description}</p>` : nothing}
    ${isCompact ? nothing : parentLine(task)}`;
