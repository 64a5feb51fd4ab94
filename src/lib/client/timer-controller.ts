import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TimeEntry, Timer } from '../contracts/time.ts';
import { api, ApiError } from './api.ts';
import { formatMinutes } from './format.ts';
import * as socket from './socket.ts';
import { toast, toastFailure } from './toasts.ts';

declare global {
  interface DocumentEventMap {
    'throughline:timer': CustomEvent<Timer | null>;
  }
}

const tell = (timer: Timer | null): void => {
  document.dispatchEvent(new CustomEvent('throughline:timer', { detail: timer }));
};

const noted = (entry: TimeEntry | null): string =>
  entry ? `Noted ${formatMinutes(entry.minutes)}.` : 'Nothing was noted.';

/** The member's one running timer: the same wherever it is shown on the page, and in every window. */
export class TimerController implements ReactiveController {
  timer: Timer | null = null;
  readonly #host: ReactiveControllerHost;
  #stops: (() => void)[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof document === 'undefined') return;
    const heard = ({ detail }: CustomEvent<Timer | null>) => this.show(detail);
    document.addEventListener('throughline:timer', heard);
    this.#stops = [
      () => document.removeEventListener('throughline:timer', heard),
      socket.on('timer_update', ({ timer }) => this.show(timer)),
      socket.onResync(() => void this.#read()),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
  }

  show(timer: Timer | null): void {
    this.timer = timer;
    this.#host.requestUpdate();
  }

  /** Starts it on a task or a step of its plan; one that runs is stopped and noted. */
  async start(taskId: string, subtaskId: string | null): Promise<void> {
    try {
      const { timer, stopped } = await api.post<{ timer: Timer; stopped: TimeEntry | null }>('/timer', {
        taskId,
        subtaskId,
      });
      tell(timer);
      toast({ message: stopped ? `Timer started. ${noted(stopped)}` : 'Timer started.' });
    } catch (error) {
      this.#refused('The timer was not started', error);
    }
  }

  async stop(): Promise<void> {
    try {
      const { entry } = await api.delete<{ entry: TimeEntry | null }>('/timer');
      tell(null);
      toast({ message: `Timer stopped. ${noted(entry)}` });
    } catch (error) {
      // Stopped elsewhere already.
      if (error instanceof ApiError && error.code === 'not_found') tell(null);
      this.#refused('The timer was not stopped', error);
    }
  }

  /** A timer that was forgotten has a page that asks how much of it was work. */
  #refused(what: string, error: unknown): void {
    if (error instanceof ApiError && error.code === 'conflict') location.assign('/app/timer');
    else toastFailure(what, error);
  }

  async #read(): Promise<void> {
    const answer = await api.get<{ timer: Timer | null }>('/timer').catch(() => null);
    if (answer) this.show(answer.timer);
  }
}
