import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { formatMinutes } from '../../../lib/client/format.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { WorkingCalendar } from '../../../lib/planning/calendar.ts';
import { editStep, type Change } from './changes.ts';
import type { previewPlan } from './preview-plan.ts';

interface Host {
  /** The task as it is, without the preview. */
  task: () => Task | null;
  calendar: () => WorkingCalendar | null;
  run: (change: Change, said: string) => void;
}

interface Wish {
  stepId: string;
  minutes: number;
}

/** An estimate while it is changed on the timeline: all dates show as they would be, and nothing is saved before the end. */
export class EstimateController implements ReactiveController {
  readonly #element: ReactiveControllerHost;
  readonly #host: Host;
  #date: typeof previewPlan | null = null;
  #wish: Wish | null = null;
  #since = '';

  constructor(element: ReactiveControllerHost, host: Host) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  hostConnected() {}

  /** The task as it would be; the task itself while nothing is being changed. */
  shown(task: Task): Task {
    const wish = this.#wish;
    const plan = task.aiGenerated;
    if (!wish || !plan) return task;
    const subtasks = plan.subtasks.map((step) =>
      step.id === wish.stepId ? { ...step, estimatedTime: wish.minutes } : step,
    );
    const wished = { ...task, aiGenerated: { ...plan, subtasks } };
    const calendar = this.#host.calendar();
    return this.#date && calendar ? this.#date(wished, calendar, this.#since) : wished;
  }

  /** Loads what dates are computed with, so that the first move finds it there. */
  async prepare(): Promise<void> {
    this.#date ??= (await import('./preview-plan.ts')).previewPlan;
    this.#element.requestUpdate();
  }

  /** Shows a step with another estimate, in minutes. */
  preview(stepId: string, minutes: number): void {
    if (!this.#wish) this.#since = new Date().toISOString();
    this.#wish = { stepId, minutes };
    void this.prepare();
  }

  cancel(): void {
    this.#wish = null;
    this.#element.requestUpdate();
  }

  /** Saves what was previewed, if it differs. */
  commit(): void {
    const wish = this.#wish;
    this.cancel();
    const task = this.#host.task();
    const step = task?.aiGenerated?.subtasks.find(({ id }) => id === wish?.stepId);
    if (!wish || !task || !step || step.estimatedTime === wish.minutes) return;
    const words = ({ estimatedTime = 0 }) => formatMinutes(estimatedTime);
    const change = editStep(task, step.id, { estimatedTime: wish.minutes }, 'Estimate changed', words);
    this.#host.run(change, `“${step.title}” takes ${formatMinutes(wish.minutes)} now.`);
  }
}
