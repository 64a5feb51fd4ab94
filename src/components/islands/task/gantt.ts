import { html, nothing, svg } from 'lit';
import type { Milestone, Subtask, Task } from '../../../lib/contracts/task.ts';
import { isOpenStatus } from '../../../lib/planning/open-status.ts';
import type { ScaleDay, TimeScale } from './time-scale.ts';

/** A bar is never shorter. */
const shortest = 6;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `26 Nov`. */
export const dayName = (day: ScaleDay | undefined): string => (day ? `${day.day} ${months[day.month - 1]}` : '');

/** Narrower columns carry no lines of their own, only the beginning of weeks; narrower still, no days off. */
const narrow = 12;
const narrowest = 4;
/** So much room a month's name takes, and a day's number. */
const monthWidth = 28;
const numberWidth = 18;

/** The head of the timeline: days, today in blue. With narrow columns only some days carry their number, or months alone. */
export const ganttAxis = (scale: TimeScale) => {
  const every = Math.max(1, Math.ceil(numberWidth / scale.columnWidth));
  const today = scale.days.find((day) => day.today)?.x ?? null;
  const besideToday = ({ x }: ScaleDay) => today !== null && Math.abs(x - today) < numberWidth;
  return html`<svg class="gantt-axis num" width=${scale.width} height="44" aria-hidden="true">
    ${scale.days.map((day, index) => {
      const centre = day.x + scale.columnWidth / 2;
      const fits = day.x >= monthWidth && scale.width - day.x >= monthWidth;
      const numbered = day.today || (every <= 7 && index % every === 0 && !besideToday(day));
      return svg`${index === 0 || (day.day === 1 && fits) ? svg`<text x=${day.x + 2} y="14" class="axis-month">${months[day.month - 1]}</text>` : nothing}
        ${
          numbered
            ? svg`<text x=${centre} y="34" text-anchor="middle" class=${day.today ? 'axis-today' : 'axis-day'}>${day.day}</text>`
            : nothing
        }`;
    })}
  </svg>`;
};

/** Which milestone each step reaches: the last step that ends by the milestone's date. */
export function milestonesByStep(task: Pick<Task, 'aiGenerated'>): Map<string, Milestone[]> {
  const found = new Map<string, Milestone[]>();
  const steps = (task.aiGenerated?.subtasks ?? []).filter((step) => step.scheduledEnd);
  for (const milestone of task.aiGenerated?.timeline?.milestones ?? []) {
    const at = Date.parse(milestone.date) + 60_000;
    const reached = steps
      .filter((step) => Date.parse(step.scheduledEnd ?? '') <= at)
      .sort((a, b) => Date.parse(b.scheduledEnd ?? '') - Date.parse(a.scheduledEnd ?? ''))[0];
    if (reached) found.set(reached.id, [...(found.get(reached.id) ?? []), milestone]);
  }
  return found;
}

const barClass = (step: Subtask) => {
  if (step.status === 'cancelled') return 'bar cancelled';
  const line = step.critical ? 'critical' : '';
  return `bar ${line} ${step.status === 'completed' ? 'done' : ''}`;
};

const rowBackground = (scale: TimeScale, nowX: number | null, due: number | null) => svg`
  ${
    scale.columnWidth >= narrowest
      ? scale.days.map((day) =>
          day.off
            ? svg`<rect x=${day.x} y="0" width=${scale.columnWidth} height="100%" class="weekend"></rect>`
            : nothing,
        )
      : nothing
  }
  ${scale.days.map((day) =>
    scale.columnWidth >= narrow || (day.weekday === 1 && scale.columnWidth * 7 >= narrow)
      ? svg`<line x1=${day.x} x2=${day.x} y1="0" y2="100%" class="grid-line"></line>`
      : nothing,
  )}
  ${due === null ? nothing : svg`<line x1=${due} x2=${due} y1="0" y2="100%" class="due-line"></line>`}
  ${nowX === null ? nothing : svg`<line x1=${nowX} x2=${nowX} y1="0" y2="100%" class="today-line"></line>`}
`;

interface RowMarks {
  /** Where today's line stands, if it is in sight. */
  nowX: number | null;
  dueX: number | null;
  milestones: readonly Milestone[];
}

/** Where a step's bar begins and ends, how far it may slip, and from where it is late. */
const stretch = (step: Subtask, scale: TimeScale, nowX: number | null) => {
  const begin = step.startedAt ?? step.scheduledStart;
  const end = step.completedAt ?? step.scheduledEnd;
  if (!begin || !end) return null;
  const x = Math.min(scale.x(begin), scale.width - shortest);
  const right = Math.max(x + shortest, scale.x(end));
  const open = isOpenStatus(step.status);
  const slips = open && !step.critical && (step.slackMinutes ?? 0) > 0;
  return {
    x,
    right,
    slackEnd: slips ? scale.slip(end, step.slackMinutes ?? 0) : right,
    lateEnd: open && nowX !== null ? Math.max(right, nowX) : right,
  };
};

/** One step's stretch of the timeline, as tall as its row. The same dates stand in words in the row itself. */
export const ganttRow = (step: Subtask, scale: TimeScale, { nowX, dueX, milestones }: RowMarks) => {
  const bar = stretch(step, scale, nowX);
  const height = step.critical ? 18 : 12;
  const beyond = (end: number, name: 'slack' | 'late') =>
    bar && end - bar.right > 4
      ? svg`<line x1=${bar.right + 3} x2=${end} y1="50%" y2="50%" class=${name}></line>`
      : nothing;
  return html`<svg class="gantt-row" width=${scale.width} height="100%" aria-hidden="true">
    ${rowBackground(scale, nowX, dueX)}
    ${
      bar
        ? svg`<g transform="translate(0 ${-height / 2})"><rect x=${bar.x} y="50%" width=${bar.right - bar.x} height=${height} rx="4" class=${barClass(step)}></rect></g>
          ${beyond(bar.slackEnd, 'slack')} ${beyond(bar.lateEnd, 'late')}`
        : nothing
    }
    ${
      milestones.length === 0
        ? nothing
        : svg`<svg x=${Math.min((bar?.right ?? 0) + 3, scale.width - 13)} y="50%" width="13" height="13" overflow="visible">
          <path d="M0 0 L6 -6 L12 0 L6 6 Z" class=${milestones.every((m) => m.completed) ? 'milestone done' : 'milestone'}></path>
        </svg>`
    }
  </svg>`;
};

/** The same in little, under a step where there is no room beside it: to look at only. */
export const ganttStrip = (step: Subtask, scale: TimeScale, { nowX }: Pick<RowMarks, 'nowX'>) => {
  const bar = stretch(step, scale, nowX);
  if (!bar) return nothing;
  const { x, right, slackEnd, lateEnd } = bar;
  return html`<svg class="gantt-strip" viewBox="0 0 ${scale.width} 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class="ground" width=${scale.width} height="8"></rect>
    ${slackEnd > right ? svg`<rect class="slack" x=${right} y="3" width=${slackEnd - right} height="2"></rect>` : nothing}
    ${lateEnd > right ? svg`<rect class="late" x=${right} y="3" width=${lateEnd - right} height="2"></rect>` : nothing}
    <rect
      class=${barClass(step)}
      x=${x}
      y=${step.critical ? 0 : 2}
      width=${right - x}
      height=${step.critical ? 8 : 4}
    ></rect>
    ${nowX === null ? nothing : svg`<rect class="today" x=${nowX} width="1.5" height="8"></rect>`}
  </svg>`;
};
