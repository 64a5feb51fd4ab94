import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Page } from '../contracts/common.ts';
import { api } from './api.ts';
import { toastFailure } from './toasts.ts';

/** What belongs to a record, the newest first, page by page; and how what is written to it gets there. */
export class RecordPages<Item extends { id: string }> implements ReactiveController {
  items: readonly Item[] = [];
  nextCursor: string | null = null;
  busy = false;
  /** Why what was written last could not be saved, in a sentence. */
  fault: string | null = null;
  protected readonly host: ReactiveControllerHost;
  protected readonly path: () => string;

  readonly #many: string;
  readonly #query: () => Record<string, string>;

  /**
   * `path` is the API's address of the list at the time of asking, `query` what it is narrowed by; `many` is what people
   * call the items.
   */
  constructor(
    host: ReactiveControllerHost,
    { path, many, query = () => ({}) }: { path: () => string; many: string; query?: () => Record<string, string> },
  ) {
    this.host = host;
    this.path = path;
    this.#many = many;
    this.#query = query;
    host.addController(this);
  }

  hostConnected(): void {}

  show({ items, nextCursor }: Page<Item>): void {
    this.items = items;
    this.nextCursor = nextCursor;
    this.host.requestUpdate();
  }

  /** Reads the newest anew. A failure is left to the next time. */
  async refresh(): Promise<void> {
    const page = await api.get<Page<Item>>(this.#address()).catch(() => null);
    if (page) this.show(page);
  }

  /** Adds the next page. */
  async more(): Promise<void> {
    if (this.nextCursor === null) return;
    try {
      const page = await api.get<Page<Item>>(this.#address({ cursor: this.nextCursor }));
      const known = new Set(this.items.map(({ id }) => id));
      this.show({ ...page, items: [...this.items, ...page.items.filter(({ id }) => !known.has(id))] });
    } catch (error) {
      toastFailure(`Older ${this.#many} cannot be shown`, error);
    }
  }

  #address(page: Record<string, string> = {}): string {
    const query = new URLSearchParams({ ...this.#query(), ...page });
    return query.size > 0 ? `${this.path()}?${query}` : this.path();
  }

  /** One at a time. Resolves to whether it was saved. */
  protected async write(send: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.fault = null;
    this.host.requestUpdate();
    try {
      await send();
      return true;
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }
}
