import type { ReactiveControllerHost } from 'lit';
import { MoveController } from './move-controller.ts';

interface Order<Item> {
  items: () => readonly Item[];
  nameOf: (item: Item) => string;
  /** Puts what is at one place at another. */
  move: (from: number, to: number) => void;
}

/** Things in a list that are put in another order by dragging and by keys; each has a key that goes with it. */
export class OrderController<Item extends object> {
  readonly moves: MoveController;
  readonly #order: Order<Item>;
  readonly #keys = new WeakMap<Item, string>();
  #made = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, order: Order<Item>) {
    this.#order = order;
    this.moves = new MoveController(host, {
      nameOf: (key) => {
        const item = order.items()[this.#placeOf(key)];
        return item ? order.nameOf(item) : '';
      },
      placeOf: (key) => (this.#placeOf(key) < 0 ? null : String(this.#placeOf(key))),
      beside: (place, key) => {
        const next = Number(place) + (key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1);
        return next >= 0 && next < order.items().length ? String(next) : null;
      },
      placeWords: (place) => `place ${Number(place) + 1} of ${order.items().length}`,
      move: (key, place) => order.move(this.#placeOf(key), Number(place)),
    });
  }

  readonly keyOf = (item: Item): string => {
    const known = this.#keys.get(item);
    if (known !== undefined) return known;
    this.#made += 1;
    const key = `item-${this.#made}`;
    this.#keys.set(item, key);
    return key;
  };

  #placeOf(key: string): number {
    return this.#order.items().findIndex((item) => this.keyOf(item) === key);
  }
}
