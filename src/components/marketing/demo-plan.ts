import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatDay, formatMinutes } from '../../lib/client/format.ts';
import type { Plan, Subtask } from '../../lib/contracts/task.ts';
import { ganttAxis, ganttRow, milestonesByStep } from '../islands/task/gantt.ts';
import { after, stationClass } from '../islands/task/step-row.ts';
import { timeScale } from '../islands/task/time-scale.ts';
import { verdict } from '../islands/task/verdict.ts';
import { LightElement, island } from '../light-element.ts';

/** The width of the timeline: beside the line of stations it still fits the smallest screen. */
const width = 240;

/** A visitor's plan as the product shows one: what it comes to, its steps on a line, and their timeline. Never hydrated. */
@customElement('demo-plan')
export class DemoPlan extends LightElement {
  @property({ attribute: false }) plan: Plan | null = null;
  @property({ attribute: false }) dueDate: string | null = null;
  @property() zone = '';
  @property() now = '';

  protected override render() {
    const { plan, dueDate, zone, now } = this;
    if (!plan) return html``;
    const task = { aiGenerated: plan, dueDate, assignedTo: null };
    const scale = timeScale(task, zone, now, { width });
    const milestones = milestonesByStep(task);
    const nowX = scale.days.some((day) => day.today) ? scale.x(now) : null;
    const due = dueDate === null ? null : scale.x(dueDate);
    const dueX = due !== null && due < scale.width ? due : null;
    const row = (step: Subtask, index: number) =>
      html`<li>
        <div class=${stationClass(step, index, plan.subtasks.length)}></div>
        <div class="demo-step">
          <p class="font-[600]"><span class="sr-only">Step ${index + 1}: </span>${step.title}</p>
          <p class="text-sm text-muted">${after(step, plan.subtasks)}${step.description}</p>
        </div>
        <p class="demo-time num">
          ${formatMinutes(step.estimatedTime)}
          <small>${step.scheduledEnd ? `by ${formatDay(step.scheduledEnd, zone, now)}` : ''}</small>
        </p>
        <div class="demo-gantt">
          ${ganttRow(step, scale, { nowX, dueX, milestones: milestones.get(step.id) ?? [] })}
        </div>
      </li>`;
    return html`${verdict(task, plan, zone, now)}
      <div class="demo-axis">${ganttAxis(scale)}</div>
      <ol class="demo-line">
        ${plan.subtasks.map(row)}
      </ol>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-plan': DemoPlan;
  }
}
export const DemoPlanView = island(DemoPlan);
