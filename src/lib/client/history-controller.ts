import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Activity } from '../contracts/activity.ts';
import type { Page } from '../contracts/common.ts';
import { api } from './api.ts';

/** The history of a record: its first page as served, older pages on demand, newer entries when the record changes. */
export class HistoryController implements ReactiveController {
  items: Activity[] = [];
  nextCursor: string | null = null;
  loading = false;
  /** Why older entries could not be read, in a sentence. */
  fault: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #path: () => string;

  /** `path` is the API's address of the history, such as `/customers/…/activity`. */
  constructor(host: ReactiveControllerHost, path: () => string) {
    this.#host = host;
    this.#path = path;
    host.addController(this);
  }

  hostConnected() {}

  show({ items, nextCursor }: Page<Activity>): void {
    this.items = items;
    this.nextCursor = nextCursor;
    this.#host.requestUpdate();
  }

  /** Adds what happened since. A failure is left to the next change: the entries shown stay true. */
  async refresh(): Promise<void> {
    const fresh = await api.get<Page<Activity>>(`${this.#path()}?limit=10`).catch(() => null);
    if (!fresh) return;
    const known = new Set(this.items.map(({ id }) => id));
    const added = fresh.items.filter(({ id }) => !known.has(id));
    // More came than a page holds: begin anew rather than leave a gap.
    if (added.length === fresh.items.length) this.show(fresh);
    else this.items = [...added, ...this.items];
    this.#host.requestUpdate();
  }

  /** Adds the next older page. */
  async more(): Promise<void> {
    if (this.loading || !this.nextCursor) return;
    this.loading = true;
    this.fault = null;
    this.#host.requestUpdate();
    try {
      const cursor = encodeURIComponent(this.nextCursor);
      const { items, nextCursor } = await api.get<Page<Activity>>(`${this.#path()}?limit=25&cursor=${cursor}`);
      this.items = [...this.items, ...items];
      this.nextCursor = nextCursor;
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    } finally {
      this.loading = false;
      this.#host.requestUpdate();
    }
  }
}
