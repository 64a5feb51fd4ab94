import type { ReactiveControllerHost } from 'lit';
import type { Page } from '../contracts/common.ts';
import { ListController } from './list-controller.ts';

interface Listed {
  id: string;
  version: number;
  deletedAt: string | null;
}

interface BoardOptions<Card extends Listed, Sent> {
  /** The list a column is, without a cursor. */
  address: (place: string) => { path: string; query: string };
  /** What is shown of what the server sends. */
  cardOf: (sent: Sent) => Card;
  /** The column a card belongs to; null for none of this board. */
  placeOf: (card: Card) => string | null;
  /** The fields that bring a record to a column; a record that is new here comes with a change of one of these. */
  moving: readonly string[];
}

/** A card, the column it is in, and where in it. */
interface Found<Card> {
  card: Card;
  place: string;
  index: number;
}

/** Cards in columns. Each column is a list read by itself, page by page; a card is in one of them at most. */
export class BoardController<Card extends Listed, Sent> {
  readonly #columns = new Map<string, ListController<Card, Sent>>();
  readonly #host: ReactiveControllerHost;
  readonly #options: BoardOptions<Card, Sent>;

  constructor(host: ReactiveControllerHost, options: BoardOptions<Card, Sent>) {
    this.#host = host;
    this.#options = options;
  }

  column(place: string): ListController<Card, Sent> {
    const column =
      this.#columns.get(place) ??
      new ListController<Card, Sent>(this.#host, () => this.#options.address(place), this.#options.cardOf);
    this.#columns.set(place, column);
    return column;
  }

  /** Shows the first page of a column. */
  show(place: string, page: Page<Card>): void {
    this.column(place).show(page);
  }

  find(id: string): Found<Card> | null {
    for (const [place, { items }] of this.#columns) {
      const index = items.findIndex((item) => item.id === id);
      const card = items[index];
      if (card) return { card, place, index };
    }
    return null;
  }

  /** Shows a card in the column it belongs to, and in no other. */
  put(card: Card, index = 0): void {
    const place = this.#options.placeOf(card);
    for (const [other, column] of this.#columns) if (other !== place) column.drop(card.id);
    if (place !== null) this.column(place).put(card, index);
  }

  /** Takes in a change someone made; `changed` names its fields by dotted paths. */
  take({ type, sent, changed }: { type: string; sent: Sent; changed: readonly string[] }): void {
    const card = this.#options.cardOf(sent);
    const found = this.find(card.id);
    const place = this.#options.placeOf(card);
    if (type === 'deleted' || card.deletedAt !== null || place === null) {
      for (const column of this.#columns.values()) column.drop(card.id);
    } else if (found) {
      if (card.version > found.card.version) this.put(card, found.place === place ? found.index : 0);
    } else if (type === 'created' || [...this.#options.moving, 'deletedAt'].some((path) => changed.includes(path))) {
      // Whether the filters let it in is the server's to say.
      const column = this.column(place);
      column.take('created', card);
      // Where nothing stands yet, nothing would move under the reader's finger.
      if (column.items.length === 0 && column.waiting > 0 && !column.loading) void column.reload();
    }
  }

  /** Reads all columns anew. */
  reload(): void {
    for (const column of this.#columns.values()) void column.reload();
  }

  /** Reads a column's next page, unless reading it failed: then it waits for someone to try again. */
  more(place: string): void {
    const column = this.column(place);
    if (!column.fault) void column.more();
  }
}
