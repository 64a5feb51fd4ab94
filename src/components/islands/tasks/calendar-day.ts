import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatDay, formatTime } from '../../../lib/client/format.ts';
import type { CalendarDate, TaskCalendar, TaskCard } from '../../../lib/contracts/task-views.ts';
import { plural, statusWords } from '../../ui/words.ts';
import { isOpen, isOverdue } from './task-row.ts';

export type CalendarDay = TaskCalendar['days'][number];

interface DayOptions {
  by: CalendarDate;
  zone: string;
  now: string;
  today: string;
  /** The month the calendar shows; other days are drawn faintly. */
  month: string | null;
  /** All tasks of a day, as a list. */
  href: (day: string) => string;
  over: boolean;
  isLifted: (id: string) => boolean;
}

const noon = (day: string) => `${day}T12:00:00Z`;

/** What colour alone would say, in words. */
const stateWords = (task: TaskCard, now: string): string =>
  isOverdue(task, now) ? 'overdue' : isOpen(task) ? '' : statusWords[task.status].toLowerCase();

const entry = (task: TaskCard, { by, zone, now, isLifted }: DayOptions) => {
  const at = by === 'due' ? task.dueDate : task.scheduledFor;
  const state = stateWords(task, now);
  const look = [isOverdue(task, now) ? 'overdue' : '', isOpen(task) ? '' : 'over', task.priority].join(' ');
  return html`<li data-movable=${task.id} ?data-lifted=${isLifted(task.id)}>
    <a
      href="/app/tasks/${task.id}"
      class="calendar-task ${look}"
      draggable="false"
      data-handle
      aria-describedby="calendar-keys"
      title=${task.title}
    >
      <span class="num calendar-time">${at ? formatTime(at, zone) : ''}</span>
      <span class="calendar-title">${task.title}</span>
      ${state ? html`<span class="sr-only">, ${state}</span>` : nothing}
    </a>
  </li>`;
};

/** One day: its number, the first of its tasks, and how many more there are. */
export const calendarDay = ({ day, total, tasks }: CalendarDay, options: DayOptions) => {
  const { today, now, month, over, href } = options;
  const words = formatDay(noon(day), 'UTC', now);
  const more = total - tasks.length;
  const look = [
    day === today ? 'today' : '',
    month !== null && !day.startsWith(month) ? 'other' : '',
    total === 0 ? 'free' : '',
  ].join(' ');
  return html`<li class="calendar-day ${look}" data-place=${day} ?data-over=${over}>
    <a class="calendar-number num" href=${href(day)} aria-current=${day === today ? 'date' : nothing}>
      <span class="sr-only">${words}, ${total === 0 ? 'no tasks' : plural(total, 'task')}</span>
      <span aria-hidden="true" class="calendar-short">${Number(day.slice(8))}</span>
      <span aria-hidden="true" class="calendar-long">${words}</span>
    </a>
    <ul class="calendar-tasks">
      ${repeat(
        tasks,
        ({ id }) => id,
        (task) => entry(task, options),
      )}
    </ul>
    ${more > 0 ? html`<a class="calendar-more num" href=${href(day)}>+ ${more} more</a>` : nothing}
  </li>`;
};
