import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PlanRating, RatePlanRequest } from '../contracts/plan-rating.ts';
import type { Task } from '../contracts/task.ts';
import { api } from './api.ts';
import { toastFailure } from './toasts.ts';

/** What the caller says of the plan a task has. */
export class RatingController implements ReactiveController {
  rating: PlanRating | null = null;
  busy = false;
  readonly #host: ReactiveControllerHost;
  readonly #task: () => Task | null;
  /** When the plan the rating is of was made. */
  #plan: string | null = null;

  constructor(host: ReactiveControllerHost, task: () => Task | null) {
    this.#host = host;
    this.#task = task;
    host.addController(this);
  }

  show(rating: PlanRating | null): void {
    this.rating = rating;
    this.#plan = this.#shown();
  }

  /** Another plan came: it is asked anew. */
  hostUpdate(): void {
    if (this.#plan === this.#shown()) return;
    this.#plan = this.#shown();
    this.rating = null;
  }

  /** Says it, or takes it back. A failure is told, and nothing is changed. */
  async save(request: RatePlanRequest | null): Promise<void> {
    const task = this.#task();
    if (!task || this.busy) return;
    this.#busy(true);
    try {
      const path = `/tasks/${task.id}/plan-rating`;
      if (request) this.rating = (await api.put<{ rating: PlanRating }>(path, request)).rating;
      else {
        await api.delete(path);
        this.rating = null;
      }
    } catch (error) {
      toastFailure('Your rating was not saved', error);
    }
    this.#busy(false);
  }

  #shown = (): string | null => this.#task()?.aiGenerated?.metadata.generatedAt ?? null;

  #busy(busy: boolean): void {
    this.busy = busy;
    this.#host.requestUpdate();
  }
}
