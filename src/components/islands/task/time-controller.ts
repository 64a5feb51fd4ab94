import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { api } from '../../../lib/client/api.ts';
import { toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import { TimerController } from '../../../lib/client/timer-controller.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { TimeEntry, Timer } from '../../../lib/contracts/time.ts';

/** The time noted on a task, and the timer as far as it runs for it. */
export class TimeController implements ReactiveController {
  entries: readonly TimeEntry[] = [];
  nextCursor: string | null = null;
  fault: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #task: () => Task | null;
  readonly #timer: TimerController;
  /** The sum the entries shown are known to make up. */
  #sum: number | null = null;

  constructor(host: ReactiveControllerHost, task: () => Task | null) {
    this.#host = host;
    this.#task = task;
    this.#timer = new TimerController(host);
    host.addController(this);
  }

  hostConnected() {}

  /** The sum moved: somebody noted time, here or elsewhere. */
  hostUpdated(): void {
    const sum = this.#task()?.actualMinutes ?? null;
    if (sum === this.#sum) return;
    const known = this.#sum !== null;
    this.#sum = sum;
    if (known) void this.#read(null);
  }

  show({ items, nextCursor }: Page<TimeEntry>, timer: Timer | null): void {
    this.entries = items;
    this.nextCursor = nextCursor;
    this.#timer.show(timer);
  }

  /** Whether the timer runs for this task, or for this step of it. */
  runsFor(stepId: string | null): boolean {
    const { timer } = this.#timer;
    return timer !== null && timer.task.id === this.#task()?.id && (timer.step?.id ?? null) === stepId;
  }

  toggle(stepId: string | null): void {
    const task = this.#task();
    if (!task) return;
    void (this.runsFor(stepId) ? this.#timer.stop() : this.#timer.start(task.id, stepId));
  }

  more(): Promise<void> {
    return this.#read(this.nextCursor);
  }

  /** Notes time by hand. Resolves to whether it was noted. */
  async add(minutes: number, note: string): Promise<boolean> {
    try {
      await api.post(this.#path, { minutes, note });
      await this.#read(null);
      return true;
    } catch (error) {
      toastFailure('The time was not noted', error);
      return false;
    }
  }

  async change({ id }: TimeEntry, minutes: number): Promise<boolean> {
    try {
      await api.patch(`${this.#path}/${id}`, { minutes });
      await this.#read(null);
      return true;
    } catch (error) {
      toastFailure('The time was not changed', error);
      return false;
    }
  }

  async remove({ id, minutes, at, note, subtaskId }: TimeEntry): Promise<void> {
    const again = () =>
      api
        .post(this.#path, { minutes, at, note, subtaskId })
        .then(() => this.#read(null))
        .catch((error: unknown) => toastFailure('Not undone', error));
    try {
      await api.delete(`${this.#path}/${id}`);
      toastUndo('Time removed.', () => void again());
      await this.#read(null);
    } catch (error) {
      toastFailure('The time was not removed', error);
    }
  }

  get #path(): string {
    return `/tasks/${this.#task()?.id ?? ''}/time`;
  }

  async #read(cursor: string | null): Promise<void> {
    try {
      const values = new URLSearchParams({ limit: '10', ...(cursor !== null && { cursor }) });
      const { items, nextCursor } = await api.get<Page<TimeEntry>>(`${this.#path}?${values}`);
      this.entries = cursor === null ? items : [...this.entries, ...items];
      this.nextCursor = nextCursor;
      this.fault = null;
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    }
    this.#host.requestUpdate();
  }
}
