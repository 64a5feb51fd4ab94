import { html, nothing } from 'lit';
import { daysBetween, formatDay, formatMinutes } from '../../../lib/client/format.ts';
import type { Plan, Subtask, Task } from '../../../lib/contracts/task.ts';
import { confidenceTone, percent } from '../../ui/chips.ts';
import { plannerWords, plural } from '../../ui/words.ts';
import { rangeBar } from './range-bar.ts';
import { isOpenStatus } from '../../../lib/planning/open-status.ts';

const isOpen = (step: Subtask) => isOpenStatus(step.status);
const total = (steps: readonly Subtask[]) => steps.reduce((sum, step) => sum + step.estimatedTime, 0);

/** Slack or delay against the due date, in words; whether it is late. */
export function dueVerdict(task: Pick<Task, 'dueDate'>, plan: Plan, zone: string): { words: string; late: boolean } {
  const end = plan.timeline?.estimatedEndDate;
  if (!task.dueDate) return { words: 'no due date set', late: false };
  if (!end) return { words: '', late: false };
  const days = daysBetween(end, task.dueDate, zone);
  const late = Date.parse(end) > Date.parse(task.dueDate);
  if (late)
    return { words: days === 0 ? 'ends after the due time' : `${plural(-days, 'day')} after the due date`, late };
  return { words: days === 0 ? 'ends on the due date' : `${plural(days, 'day')} before the due date`, late };
}

const tile = (name: string, value: unknown, small: unknown, extra: unknown = nothing) =>
  html`<div class="tile">
    <dt>${name}</dt>
    <dd class="num">${value}<small>${small}</small>${extra}</dd>
  </div>`;

/** What the plan comes to: when it will be done and how sure that is, what is left, what decides it. */
export const verdict = (task: Pick<Task, 'dueDate' | 'assignedTo'>, plan: Plan, zone: string, now: string) => {
  const steps = plan.subtasks.filter((step) => step.status !== 'cancelled');
  const open = steps.filter(isOpen);
  const people = new Set(steps.map((step) => step.assignedTo ?? task.assignedTo).filter(Boolean)).size;
  const critical = steps.filter((step) => step.critical).length;
  const { words, late } = dueVerdict(task, plan, zone);
  const { timeline, metadata } = plan;
  const day = (instant: string) => formatDay(instant, zone, now);
  const sure = timeline?.likelyEndDate ? `80 % sure by ${day(timeline.likelyEndDate)}` : '';
  const due = task.dueDate ? `due ${day(task.dueDate)}` : 'no due date';
  const tone = confidenceTone(metadata.confidence);
  return html`<dl class="verdict">
    ${
      timeline && open.length > 0
        ? tile(
            'Likely finish',
            day(timeline.estimatedEndDate),
            [sure, due].filter(Boolean).join(', '),
            html`<div class="mt-2">
              ${rangeBar({
                start: timeline.estimatedStartDate,
                end: timeline.estimatedEndDate,
                likely: timeline.likelyEndDate,
                due: task.dueDate,
                zone,
                now,
              })}
            </div>`,
          )
        : tile('Finish', steps.length > 0 && open.length === 0 ? 'All steps done' : 'Not dated yet', due)
    }
    ${tile(
      'Work left',
      formatMinutes(total(open)),
      `of ${formatMinutes(total(steps))}${people > 0 ? `, ${plural(people, 'person', 'people')}` : ''}`,
    )}
    ${tile(
      'Critical path',
      `${critical} of ${plural(steps.length, 'step')}`,
      late ? html`<span class="text-danger">${words}</span>` : words,
    )}
    ${tile(
      'Confidence',
      html`<span class="tone-${tone}">${percent(metadata.confidence)}</span>`,
      `plan by ${plannerWords(metadata.generatedBy)}`,
    )}
  </dl>`;
};
