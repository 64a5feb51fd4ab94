import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { TimerController } from '../../../lib/client/timer-controller.ts';
import type { Timer } from '../../../lib/contracts/time.ts';
import { LightElement, island } from '../../light-element.ts';

/** Hours and minutes since an instant: `1:05`. */
export function clockSince(startedAt: string, now: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(startedAt)) / 60_000));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** In the head of every page: what the member's timer runs for, how long, and the way to stop it. */
@customElement('running-timer')
export class RunningTimer extends LightElement {
  @property({ attribute: false }) served: Timer | null = null;
  @property() now = '';
  readonly #timer = new TimerController(this);

  constructor() {
    super();
    new LiveController(this, () => {
      const clock = setInterval(() => (this.now = new Date().toISOString()), 15_000);
      return [() => clearInterval(clock)];
    });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.#timer.show(this.served);
  }

  protected override render() {
    const { timer } = this.#timer;
    if (!timer) return nothing;
    const { task, step, startedAt } = timer;
    const what = step?.title ?? task.title;
    return html`<form
      method="post"
      action="/app/timer"
      class="running-timer"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#timer.stop();
      }}
    >
      <a href="/app/tasks/${task.id}" class="running-timer-link" title="Timer: ${what}">
        <span class="sr-only">Timer for ${what}:</span>
        <span class="num font-semibold">${clockSince(startedAt, this.now > startedAt ? this.now : startedAt)}</span>
        <span class="running-timer-what" aria-hidden="true">${what}</span>
      </a>
      <input type="hidden" name="intent" value="stop" />
      <button class="btn small" aria-label="Stop the timer">Stop</button>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'running-timer': RunningTimer;
  }
}
export const RunningTimerIsland = island(RunningTimer);
