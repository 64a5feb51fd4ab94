import * as socket from '../../lib/client/socket.ts';
import { matchTo } from './match-to.ts';

/** Changes that come together are answered by one reading, and readings keep this distance. */
const pauseMs = 600;
const distanceMs = 5000;
const lists = ['deals', 'customers', 'tasks'] as const;

/**
 * Keeps the figures within it as they are: read anew when deals, customers or tasks change, while the page is looked at.
 * `data-source` is where they come from, `data-follows` the lists the member may follow.
 */
class LiveFigures extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  #due = false;
  #stops: (() => void)[] = [];
  readonly #seen = () => {
    if (this.#due) this.#soon();
  };

  connectedCallback(): void {
    const follows = this.dataset.follows?.split(' ') ?? [];
    const soon = () => this.#soon();
    document.addEventListener('visibilitychange', this.#seen);
    this.#stops = [
      ...lists.filter((kind) => follows.includes(kind)).map((kind) => socket.follow({ kind })),
      socket.on('deal_update', soon),
      socket.on('customer_update', soon),
      socket.on('customers_imported', soon),
      socket.on('task_update', soon),
      socket.onResync(soon),
    ];
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#seen);
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#due = true;
    if (document.hidden) return;
    const wait = Math.max(pauseMs, this.#last + distanceMs - Date.now());
    this.#timer = setTimeout(() => void this.#read(), wait);
  }

  async #read(): Promise<void> {
    this.#due = false;
    this.#last = Date.now();
    try {
      const answer = await fetch(this.dataset.source ?? '', { redirect: 'error' });
      // Who is logged out meanwhile, or offline, is told so by the page's head.
      if (answer.ok) matchTo(this, await answer.text());
    } catch {
      this.#due = true;
    }
  }
}

customElements.define('live-figures', LiveFigures);
