import type { LitElement, ReactiveController } from 'lit';

/**
 * Keeps the keyboard's place: when what had the focus goes away or is disabled, as a button whose work has begun, the
 * focus goes to the first of `places` that is there rather than to the top of the page.
 */
export class FocusController implements ReactiveController {
  readonly #host: LitElement;
  readonly #places: readonly string[];
  #held = false;

  /** `places` are selectors in order of preference. */
  constructor(host: LitElement, places: readonly string[]) {
    this.#host = host;
    this.#places = places;
    host.addController(this);
  }

  hostUpdate(): void {
    if (typeof document !== 'undefined') this.#held ||= this.#host.contains(document.activeElement);
  }

  hostUpdated(): void {
    // A dialog gives the focus back as it closes, and that is after the update.
    queueMicrotask(() => this.#mend());
  }

  #mend(): void {
    const held = this.#held;
    this.#held = false;
    const now = document.activeElement;
    if (!held || (now && now !== document.body && !now.matches(':disabled'))) return;
    for (const place of this.#places) {
      const found = this.#host.querySelector<HTMLElement>(place);
      if (found?.checkVisibility()) return found.focus();
    }
  }
}
