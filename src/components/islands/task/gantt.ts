import { html, nothing, svg } from 'lit';
import type { Milestone, Subtask, Task } from '../../../lib/contracts/task.ts';
import type { TimeScale } from './time-scale.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The head of the timeline: days, today in blue. With narrow columns only some days carry their number. */
export const ganttAxis = (scale: TimeScale) => {
  const every = Math.max(1, Math.ceil(18 / scale.columnWidth));
  return html`<svg class="gantt-axis num" width=${scale.width} height="44" aria-hidden="true">
    ${scale.days.map((day, index) => {
      const centre = day.x + scale.columnWidth / 2;
      const monthShown = index === 0 || (day.day === 1 && scale.days.length - index > 2);
      return svg`${monthShown ? svg`<text x=${day.x + 2} y="14" class="axis-month">${months[day.month - 1]}</text>` : nothing}
        ${
          index % every === 0 || day.today
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
  ${scale.days.map((day) =>
    day.weekend
      ? svg`<rect x=${day.x} y="0" width=${scale.columnWidth} height="100%" class="weekend"></rect>`
      : nothing,
  )}
  ${
    scale.columnWidth >= 12
      ? scale.days.map((day) => svg`<line x1=${day.x} x2=${day.x} y1="0" y2="100%" class="grid-line"></line>`)
      : nothing
  }
  ${due === null ? nothing : svg`<line x1=${due} x2=${due} y1="0" y2="100%" class="due-line"></line>`}
  ${nowX === null ? nothing : svg`<line x1=${nowX} x2=${nowX} y1="0" y2="100%" class="today-line"></line>`}
`;

interface RowMarks {
  /** Where today's line stands, if it is in sight. */
  nowX: number | null;
  dueX: number | null;
  milestones: readonly Milestone[];
}

/** One step's stretch of the timeline, as tall as its row. The same dates stand in words in the row itself. */
export const ganttRow = (step: Subtask, scale: TimeScale, { nowX, dueX, milestones }: RowMarks) => {
  const begin = step.startedAt ?? step.scheduledStart;
  const end = step.completedAt ?? step.scheduledEnd;
  const x = begin ? scale.x(begin) : 0;
  const width = begin && end ? Math.max(6, scale.x(end) - x) : 0;
  const right = x + width;
  const slackEnd =
    end && !step.critical && step.status !== 'completed' && (step.slackMinutes ?? 0) > 0
      ? scale.slip(end, step.slackMinutes ?? 0)
      : right;
  return html`<svg class="gantt-row" width=${scale.width} height="100%" aria-hidden="true">
    ${rowBackground(scale, nowX, dueX)}
    ${
      width === 0
        ? nothing
        : svg`<g transform="translate(0 -9)"><rect x=${x} y="50%" width=${width} height="18" rx="4" class=${barClass(step)}></rect></g>`
    }
    ${
      slackEnd - right > 4 ? svg`<line x1=${right + 3} x2=${slackEnd} y1="50%" y2="50%" class="slack"></line>` : nothing
    }
    ${
      milestones.length === 0
        ? nothing
        : svg`<svg x=${Math.min(right + 3, scale.width - 13)} y="50%" width="13" height="13" overflow="visible">
          <path d="M0 0 L6 -6 L12 0 L6 6 Z" class=${milestones.every((m) => m.completed) ? 'milestone done' : 'milestone'}></path>
        </svg>`
    }
  </svg>`;
};
