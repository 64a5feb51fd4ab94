import { html, nothing, svg } from 'lit';
import { formatDay } from '../../../lib/client/format.ts';
import type { TaskCard } from '../../../lib/contracts/task-views.ts';
import { avatar } from '../../ui/avatar.ts';
import { statusWords } from '../../ui/words.ts';
import type { DayAxis, ScaleDay } from '../task/time-scale.ts';
import type { NestedTask } from './nested.ts';
import { isOpen, isOverdue } from './task-row.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Drawn at most this deep, so that titles keep their room. */
const deepest = 4;

/** From when to when a task takes; null without any date. */
export function stretchOf(task: TaskCard): { start: string; end: string } | null {
  const { scheduledFor, dueDate, completedAt, plan } = task;
  const end = completedAt ?? plan?.end ?? dueDate ?? scheduledFor;
  const start = scheduledFor ?? plan?.start ?? end;
  if (!end || !start) return null;
  return start < end ? { start, end } : { start: end, end };
}

/** The days that begin a stretch with a name of its own: each day, each week, each month. */
const ticks = (days: readonly ScaleDay[], zoom: string): { day: ScaleDay; label: string }[] =>
  days
    .filter(({ day, weekday }) => zoom === 'day' || (zoom === 'week' ? weekday === 1 : day === 1))
    .map((day, index) => {
      const month = months[day.month - 1] ?? '';
      if (zoom === 'month') return { day, label: month };
      return {
        day,
        label: index === 0 || day.day <= (zoom === 'day' ? 1 : 7) ? `${day.day} ${month}` : String(day.day),
      };
    });

const isLong = (label = '') => label.includes(' ');

/** Which labels give way where there is no room: beside one that names a month, and a name the edge would cut off. */
const tightness = (labels: readonly { label: string }[], index: number): string => {
  const long = isLong(labels[index]?.label);
  if (isLong(labels[index + (long ? 1 : -1)]?.label)) return 'crowded';
  return long && index === labels.length - 1 ? 'at-edge' : '';
};

/** The head of a timeline. */
export const timelineHead = (axis: DayAxis, zoom: string) =>
  html`<svg class="timeline-axis num" width="100%" height="24" aria-hidden="true">
    ${ticks(axis.days, zoom).map(
      ({ day, label }, index, all) =>
        svg`<text x="${day.x}%" dx="4" y="16" class="${day.today ? 'axis-today' : ''} ${tightness(all, index)}">${label}</text>`,
    )}
  </svg>`;

/** What lies behind all rows: weekends, ticks, today. Drawn once. */
export const timelineGround = (axis: DayAxis, zoom: string, now: string) => {
  const today = axis.days.some((day) => day.today);
  return html`<svg class="timeline-ground" width="100%" height="100%" aria-hidden="true">
    ${
      zoom === 'month'
        ? nothing
        : axis.days.map((day) =>
            day.off
              ? svg`<rect x="${day.x}%" y="0" width="${axis.columnWidth}%" height="100%" class="weekend"></rect>`
              : nothing,
          )
    }
    ${ticks(axis.days, zoom).map(
      ({ day }) => svg`<line x1="${day.x}%" x2="${day.x}%" y1="0" y2="100%" class="grid-line"></line>`,
    )}
    ${
      today ? svg`<line x1="${axis.x(now)}%" x2="${axis.x(now)}%" y1="0" y2="100%" class="today-line"></line>` : nothing
    }
  </svg>`;
};

/** Since when, until when and how it stands, in words. */
function datesInWords(task: TaskCard, zone: string, now: string): string {
  const stretch = stretchOf(task);
  const day = (instant: string) => formatDay(instant, zone, now);
  const known = stretch ? `${day(stretch.start)} to ${day(stretch.end)}` : 'no dates';
  const due = task.dueDate ? `, ${isOverdue(task, now) ? 'overdue since' : 'due'} ${day(task.dueDate)}` : '';
  return `${known}${due}, ${statusWords[task.status].toLowerCase()}`;
}

/** A task on a timeline: its name, and from when to when. */
export const timelineRow = (
  { task, depth }: NestedTask,
  axis: DayAxis,
  { zone, now }: { zone: string; now: string },
) => {
  const stretch = stretchOf(task);
  const late = isOverdue(task, now);
  const words = datesInWords(task, zone, now);
  const dueX = task.dueDate ? axis.x(task.dueDate) : 0;
  const x = stretch ? axis.x(stretch.start) : 0;
  const width = stretch ? Math.max(0.5, axis.x(stretch.end) - x) : 0;
  const done = task.plan && task.plan.steps > 0 ? (width * task.plan.done) / task.plan.steps : 0;
  const look = [isOpen(task) ? '' : 'done', task.status === 'cancelled' ? 'cancelled' : '', late ? 'late' : ''].join(
    ' ',
  );
  return html`<li class="timeline-row">
    <p class="timeline-name depth-${Math.min(depth, deepest)}">
      <a href="/app/tasks/${task.id}" class="timeline-link" title=${task.title}>${task.title}</a>
      ${task.parent && depth === 0 ? html`<span class="timeline-parent">in ${task.parent.title}</span>` : nothing}
      ${avatar(task.assignee?.name ?? null)}
    </p>
    <div class="timeline-bars" title=${words}>
      <span class="sr-only">${words}</span>
      <svg width="100%" height="100%" aria-hidden="true">
        ${
          stretch
            ? svg`<g transform="translate(0 -8)">
                <rect x="${x}%" y="50%" width="${width}%" height="16" rx="4" class="bar ${look}"></rect>
                ${done > 0 ? svg`<rect x="${x}%" y="50%" width="${done}%" height="16" rx="4" class="bar progress"></rect>` : nothing}
              </g>`
            : nothing
        }
        ${
          dueX > 0 && dueX < axis.width
            ? svg`<g transform="translate(-1 -11)"><rect x="${dueX}%" y="50%" width="2" height="22" class="due ${late ? 'late' : ''}"></rect></g>`
            : nothing
        }
      </svg>
    </div>
  </li>`;
};
