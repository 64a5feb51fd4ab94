import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatDay, formatMinutes, formatTime } from '../../lib/client/format.ts';
import type { Subtask, Task } from '../../lib/contracts/task.ts';
import { LightElement, island } from '../light-element.ts';
import { graphPicture } from '../islands/task/dependency-graph.ts';
import { ganttAxis, ganttRow } from '../islands/task/gantt.ts';
import { timeScale, type TimeScale } from '../islands/task/time-scale.ts';
import { verdict } from '../islands/task/verdict.ts';
import { exampleNow, exampleZone, type ExampleTask } from './example-plan.ts';

const nothingToOpen = () => undefined;

/** A step of the outline, as `step-row.ts` shows it, without what can be done with it. */
const row = (steps: readonly Subtask[], index: number, scale: TimeScale) => {
  const step = steps[index]!;
  const end = step.scheduledEnd ?? exampleNow;
  const places = `${index === 0 ? 'first' : ''} ${index === steps.length - 1 ? 'last' : ''}`;
  const waitsFor = step.dependencies.map((id) => steps.findIndex((other) => other.id === id) + 1);
  return html`<li class="plan-row">
    <div class="plan-step">
      <span class="station ${step.critical ? '' : 'off'} ${places}"></span>
      <span class="plan-text">
        <span class="font-[560]">${step.title}</span>
        <span class="plan-why">
          ${waitsFor.length > 0 ? `After ${waitsFor.join(', ')}. ` : ''}${step.assignedTo}, by
          ${formatDay(end, exampleZone, exampleNow)}, ${formatTime(end, exampleZone)}
        </span>
      </span>
      <span class="plan-right num"><span class="plan-minutes">${formatMinutes(step.estimatedTime)}</span></span>
    </div>
    <div class="plan-gantt">${ganttRow(step, scale, { nowX: scale.x(exampleNow), dueX: null, milestones: [] })}</div>
  </li>`;
};

/** A plan as the task page shows it, to look at: rendered when the site is built, and never hydrated. */
@customElement('plan-figure')
class PlanFigureElement extends LightElement {
  @property({ attribute: false }) task?: ExampleTask;
  @property({ attribute: false }) drawn: 'timeline' | 'graph' = 'timeline';

  override render() {
    if (!this.task) return html``;
    const { subtasks } = this.task.aiGenerated;
    if (this.drawn === 'graph') return graphPicture(subtasks, nothingToOpen);
    const task = this.task as Task;
    const scale = timeScale(task, exampleZone, exampleNow);
    return html`${verdict(task, this.task.aiGenerated, exampleZone, exampleNow)}
      <div class="plan">
        <div class="plan-head" aria-hidden="true"><span></span>${ganttAxis(scale)}</div>
        <ol>
          ${subtasks.map((_, index) => row(subtasks, index, scale))}
        </ol>
      </div>`;
  }
}

export const PlanFigure = island(PlanFigureElement);
