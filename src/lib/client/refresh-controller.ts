import type { ReactiveController, ReactiveControllerHost } from 'lit';
import * as socket from './socket.ts';

/** Changes that come together are answered by one reading, and readings keep this distance. */
const pauseMs = 400;
const distanceMs = 2000;

/** Reads what a page shows anew when tasks changed: where a change alone does not tell what is to be shown. */
export class RefreshController implements ReactiveController {
  /** Why the last reading failed, in a sentence. */
  fault: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #read: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  #stops: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, read: () => Promise<void>) {
    this.#host = host;
    this.#read = read;
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof document === 'undefined') return;
    this.#stops = [
      socket.follow({ kind: 'tasks' }),
      socket.on('task_update', () => this.soon()),
      socket.onResync(() => this.soon()),
    ];
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  soon(): void {
    clearTimeout(this.#timer);
    const wait = Math.max(pauseMs, this.#last + distanceMs - Date.now());
    this.#timer = setTimeout(() => void this.now(), wait);
  }

  async now(): Promise<void> {
    this.#last = Date.now();
    try {
      await this.#read();
      this.fault = null;
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    }
    this.#host.requestUpdate();
  }
}
