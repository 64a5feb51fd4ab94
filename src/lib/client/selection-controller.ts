import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Which records of a list are chosen: some of those shown, or all that match, shown or not. */
export class SelectionController implements ReactiveController {
  all = false;
  #chosen: ReadonlySet<string> = new Set();
  /** Where a range begins: what was ticked last. */
  #anchor: string | null = null;
  #range = false;
  readonly #host: ReactiveControllerHost;
  readonly #shown: () => readonly { id: string }[];

  /** `shown` gives the list as it is now; what leaves it is no longer chosen. */
  constructor(host: ReactiveControllerHost, shown: () => readonly { id: string }[]) {
    this.#host = host;
    this.#shown = shown;
    host.addController(this);
  }

  hostConnected() {}

  /** Those of the shown that are chosen, in the list's order. */
  get ids(): string[] {
    return this.#shownIds.filter((id) => this.has(id));
  }

  get isEmpty(): boolean {
    return !this.all && this.ids.length === 0;
  }

  has(id: string): boolean {
    return this.all || this.#chosen.has(id);
  }

  /** Whether the next tick is to take everything between it and the one before along. */
  extend(range: boolean): void {
    this.#range = range;
  }

  /** Ticks or unticks one, or a range: see `extend`. */
  toggle(id: string, ticked: boolean): void {
    const shown = this.#shownIds;
    const from = this.#range && this.#anchor !== null ? shown.indexOf(this.#anchor) : -1;
    const to = shown.indexOf(id);
    const touched = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
    const rest = this.ids.filter((other) => !touched.includes(other));
    this.#anchor = id;
    this.#range = false;
    this.#choose(ticked ? [...rest, ...touched] : rest);
  }

  /** Ticks or unticks everything shown. */
  toggleShown(ticked: boolean): void {
    this.#choose(ticked ? this.#shownIds : []);
  }

  /** Chooses all that match, also what is not shown. */
  chooseAll(): void {
    this.all = true;
    this.#host.requestUpdate();
  }

  clear(): void {
    this.#anchor = null;
    this.#choose([]);
  }

  get #shownIds(): string[] {
    return this.#shown().map(({ id }) => id);
  }

  #choose(ids: readonly string[]): void {
    this.all = false;
    this.#chosen = new Set(ids);
    this.#host.requestUpdate();
  }
}
