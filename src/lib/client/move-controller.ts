import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Things that can be moved between places: cards between columns, tasks between days. */
export interface Movable {
  nameOf(id: string): string;
  /** Where it is; null when it is not shown any more. */
  placeOf(id: string): string | null;
  /** Where an arrow key leads from a place; null when nothing is there. */
  beside(place: string, key: string): string | null;
  placeWords(place: string): string;
  move(id: string, place: string): void;
}

interface Move {
  id: string;
  to: string | null;
  by: 'pointer' | 'keys';
}

const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

/**
 * Moves things by dragging, and by keys: Space lifts what has the focus, arrows choose the place, Space puts it down,
 * Escape leaves it where it was. The host renders `data-movable` and, within it, the link or button `data-handle`;
 * `data-place`; what `said` holds as a status; and calls `keys` on keydown. Dragging is loaded when the page is there.
 */
export class MoveController implements ReactiveController {
  /** What is in the air. */
  current: Move | null = null;
  /** What a screen reader is told. */
  said = '';
  /** What waits until nothing is in the air. */
  #waiting: (() => void)[] = [];
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #things: Movable;
  #drag: { wire: () => void; stop: () => void } | null = null;
  #connected = false;

  constructor(host: ReactiveControllerHost & HTMLElement, things: Movable) {
    this.#host = host;
    this.#things = things;
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof document === 'undefined') return;
    this.#connected = true;
    void this.#enableDragging();
  }

  hostUpdated(): void {
    this.#drag?.wire();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#drag?.stop();
    this.#drag = null;
  }

  /** Whether it would land here. */
  isOver(place: string): boolean {
    return this.current?.to === place && this.#things.placeOf(this.current.id) !== place;
  }

  isLifted(id: string): boolean {
    return this.current?.id === id;
  }

  /** Does it now, or once nothing is in the air: what someone aims at does not move away. */
  whenStill(change: () => void): void {
    if (this.current) this.#waiting.push(change);
    else change();
  }

  readonly keys = (event: KeyboardEvent): void => {
    const handle = event.target instanceof HTMLElement && 'handle' in event.target.dataset ? event.target : null;
    const id = handle?.closest<HTMLElement>('[data-movable]')?.dataset.movable;
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.current?.id === id) this.#steer(event);
    else if (event.key === ' ') {
      event.preventDefault();
      this.#lift(id);
    }
  };

  /** Puts what was lifted by keys back: the focus went elsewhere. */
  readonly left = (): void => {
    if (this.current?.by === 'keys') this.#cancel();
  };

  #lift(id: string): void {
    const place = this.#things.placeOf(id);
    if (place === null) return;
    const what = `“${this.#things.nameOf(id)}”, now in ${this.#things.placeWords(place)}`;
    this.#set({ id, to: place, by: 'keys' });
    this.#say(`Lifted ${what}. Arrow keys choose the place, Space puts it down, Escape leaves it.`);
  }

  #steer(event: KeyboardEvent): void {
    const { current } = this;
    if (!current) return;
    if (event.key === 'Escape') this.#cancel();
    else if (event.key === ' ' || event.key === 'Enter') this.#drop(current.id, current.to);
    else if (arrows.includes(event.key)) this.#choose(current, event.key);
    else return;
    event.preventDefault();
  }

  #choose(current: Move, key: string): void {
    const place = current.to === null ? null : this.#things.beside(current.to, key);
    if (place === null) {
      this.#say('There is no place further that way.');
      return;
    }
    this.#set({ ...current, to: place });
    this.#say(this.#things.placeWords(place));
  }

  #cancel(): void {
    const name = this.current ? this.#things.nameOf(this.current.id) : '';
    this.#set(null);
    this.#say(`“${name}” stays where it was.`);
  }

  #drop(id: string, place: string | null): void {
    const byKeys = this.current?.by === 'keys';
    this.#set(null);
    if (place === null || place === this.#things.placeOf(id)) {
      this.#say(`“${this.#things.nameOf(id)}” stays where it was.`);
      return;
    }
    this.#things.move(id, place);
    if (byKeys) void this.focus(id);
  }

  /** Gives a thing the focus once it is drawn where it is now. */
  async focus(id: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.querySelector<HTMLElement>(`[data-movable="${CSS.escape(id)}"] [data-handle]`)?.focus();
  }

  async #enableDragging(): Promise<void> {
    const { dragWithin } = await import('./drag-and-drop.ts');
    if (!this.#connected || this.#drag) return;
    this.#drag = dragWithin(this.#host, {
      over: (id, to) => this.#set({ id, to, by: 'pointer' }),
      drop: (id, to) => this.#drop(id, to),
    });
    this.#drag.wire();
  }

  #set(move: Move | null): void {
    this.current = move;
    this.#host.requestUpdate();
    if (!move) for (const change of this.#waiting.splice(0)) change();
  }

  #say(words: string): void {
    this.said = words;
    this.#host.requestUpdate();
  }
}
