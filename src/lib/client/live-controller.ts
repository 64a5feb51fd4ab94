import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Runs `start` when the element connects in a browser and what it returns when it leaves: subscriptions live exactly
 * as long as the element. Nothing happens on the server.
 */
export class LiveController implements ReactiveController {
  #stops: (() => void)[] = [];
  readonly #start: () => (() => void)[];
  constructor(host: ReactiveControllerHost, start: () => (() => void)[]) {
    this.#start = start;
    host.addController(this);
  }
  hostConnected() {
    if (typeof document === 'undefined') return;
    this.#stops = this.#start();
  }
  hostDisconnected() {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }
}
