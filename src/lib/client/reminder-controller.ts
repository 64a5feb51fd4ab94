import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Reminder, SetReminderRequest } from '../contracts/reminder.ts';
import { api } from './api.ts';
import * as socket from './socket.ts';

/** The caller's reminder of a task. */
export class ReminderController implements ReactiveController {
  reminder: Reminder | null = null;
  busy = false;
  readonly #host: ReactiveControllerHost;
  readonly #path: () => string;
  #stops: (() => void)[] = [];

  /** `taskId` at the time of asking. */
  constructor(host: ReactiveControllerHost, taskId: () => string) {
    this.#host = host;
    this.#path = () => `/tasks/${taskId()}/reminder`;
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof document === 'undefined') return;
    this.#stops = [
      socket.on('notification', ({ type }) => {
        if (type === 'task_reminder') void this.refresh();
      }),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  show(reminder: Reminder | null): void {
    this.reminder = reminder;
    this.#host.requestUpdate();
  }

  /** Reads it anew: its time follows the task's dates. A failure is left to the next time. */
  async refresh(): Promise<void> {
    const answer = await api.get<{ reminder: Reminder | null }>(this.#path()).catch(() => null);
    if (answer) this.show(answer.reminder);
  }

  /** Sets the reminder, or takes it away. Throws ApiError. */
  async save(request: SetReminderRequest | null): Promise<void> {
    this.busy = true;
    this.#host.requestUpdate();
    try {
      if (request) this.show((await api.put<{ reminder: Reminder }>(this.#path(), request)).reminder);
      else {
        await api.delete(this.#path());
        this.show(null);
      }
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }
}
