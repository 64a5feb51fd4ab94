import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Correction, Page } from '../contracts/common.ts';
import { api } from './api.ts';
import { mayMatch } from './may-match.ts';

/** A page, of a search with what was searched for instead of words nothing has. */
type Listing<Item> = Page<Item> & { corrections?: Correction[] };

interface Listed {
  id: string;
  version: number;
  deletedAt: string | null;
}

/**
 * A list read page by page and kept up to date: shown records follow their changes, new ones are counted in `waiting`
 * until someone asks to see them, so that nothing moves under the reader's finger.
 */
export class ListController<Item extends Listed, Sent = Item> implements ReactiveController {
  items: Item[] = [];
  total = 0;
  nextCursor: string | null = null;
  corrections: readonly Correction[] = [];
  loading = false;
  /** Why the last reading failed, in a sentence. */
  fault: string | null = null;
  /** It was the next page that failed: then it is said at the end of the list, else at its head. */
  faultAtEnd = false;
  readonly #arrived = new Set<string>();
  /** Arrived in bulk, so that nobody named them. */
  #unnamed = 0;
  #again: () => Promise<void> = () => this.reload();
  readonly #host: ReactiveControllerHost;
  readonly #address: () => { path: string; query: string };
  readonly #toItem: (sent: Sent) => Item;

  /**
   * `address` names the collection and its filters without a cursor, at the time of reading. `toItem` makes of what the
   * server sends what is listed.
   */
  constructor(
    host: ReactiveControllerHost,
    address: () => { path: string; query: string },
    toItem: (sent: Sent) => Item = (sent) => sent as unknown as Item,
  ) {
    this.#host = host;
    this.#address = address;
    this.#toItem = toItem;
    host.addController(this);
  }

  hostConnected() {}

  get waiting(): number {
    return this.#arrived.size + this.#unnamed;
  }

  /** Shows a first page. */
  show({ items, total, nextCursor, corrections = [] }: Listing<Item>): void {
    this.items = items;
    this.total = total;
    this.nextCursor = nextCursor;
    this.corrections = corrections;
    this.#arrived.clear();
    this.#unnamed = 0;
    this.#host.requestUpdate();
  }

  /** Reads the list anew from its beginning. */
  reload(): Promise<void> {
    return this.#read(null, (page) => this.show(page));
  }

  /** Adds the next page. */
  async more(): Promise<void> {
    if (this.loading || !this.nextCursor) return;
    await this.#read(this.nextCursor, (page) => {
      const known = new Set(this.items.map(({ id }) => id));
      this.items = [...this.items, ...page.items.filter(({ id }) => !known.has(id))];
      this.total = page.total;
      this.nextCursor = page.nextCursor;
    });
  }

  /** Repeats the reading that failed. */
  again(): Promise<void> {
    return this.#again();
  }

  /** Shows a record, at a place from 0 unless it is shown already. */
  put(item: Item, place = 0): void {
    const shown = this.items.some(({ id }) => id === item.id);
    this.#arrived.delete(item.id);
    if (!shown) this.total += 1;
    this.items = shown
      ? this.items.map((other) => (other.id === item.id ? item : other))
      : this.items.toSpliced(place, 0, item);
    this.#host.requestUpdate();
  }

  /** Takes a record out of the list. */
  drop(id: string): void {
    if (this.items.some((item) => item.id === id)) this.total -= 1;
    this.#arrived.delete(id);
    this.items = this.items.filter((item) => item.id !== id);
    this.#host.requestUpdate();
  }

  /** Takes in that so many new ones came at once. */
  arrive(count: number): void {
    this.#unnamed += count;
    this.#host.requestUpdate();
  }

  /** Takes in a change someone made; `changed` names its fields by dotted paths. */
  take(type: string, item: Item, changed: readonly string[] = []): void {
    const shown = this.items.some(({ id }) => id === item.id);
    const isInBin = type === 'deleted' || item.deletedAt !== null;
    if (isInBin !== this.#showsBin) {
      this.#arrived.delete(item.id);
      if (shown) this.total -= 1;
      this.items = this.items.filter(({ id }) => id !== item.id);
    } else if (shown) {
      this.items = this.items.map((other) => (other.id === item.id && item.version > other.version ? item : other));
    } else if (type === 'created' || type === 'deleted' || changed.includes('deletedAt')) {
      if (mayMatch(item, this.#query)) this.#arrived.add(item.id);
    }
    this.#host.requestUpdate();
  }

  get #query(): URLSearchParams {
    return new URLSearchParams(this.#address().query);
  }

  get #showsBin(): boolean {
    return this.#query.get('deleted') === 'true';
  }

  async #read(cursor: string | null, show: (page: Listing<Item>) => void): Promise<void> {
    this.#again = () => this.#read(cursor, show);
    this.loading = true;
    this.fault = null;
    this.faultAtEnd = cursor !== null;
    this.#host.requestUpdate();
    try {
      const { path, query } = this.#address();
      const values = new URLSearchParams(query);
      if (cursor !== null) values.set('cursor', cursor);
      const page = await api.get<Listing<Sent>>(`${path}?${values}`);
      show({ ...page, items: page.items.map(this.#toItem) });
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    } finally {
      this.loading = false;
      this.#host.requestUpdate();
    }
  }
}
