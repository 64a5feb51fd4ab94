import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Member } from '../contracts/user.ts';

/** What is being typed after an `@`, up to where the caret stands. */
const typing = /(?<![\p{L}\p{N}_@])@([\p{L}\p{N}.'’-]+(?: [\p{L}\p{N}.'’-]*){0,3}|)$/u;
const most = 6;

/**
 * Offers members while someone types `@` in a text: arrow keys choose, Enter or Tab takes, Escape declines. Serves every
 * text field of its host, one at a time.
 */
export class MentionPicker implements ReactiveController {
  /** The field in which members are offered; null when none are. */
  field: HTMLTextAreaElement | null = null;
  matches: readonly Member[] = [];
  active = 0;
  readonly #host: ReactiveControllerHost;
  readonly #members: () => readonly Member[];
  /** What stood after the `@` when the offer was declined. */
  #declined: string | null = null;

  constructor(host: ReactiveControllerHost, members: () => readonly Member[]) {
    this.#host = host;
    this.#members = members;
    host.addController(this);
  }

  hostConnected() {}

  /** Looks at what stands before the caret. */
  readonly look = (event: Event): void => {
    const field = event.target as HTMLTextAreaElement;
    const query = queryIn(field);
    const matches = query === null || query === this.#declined ? [] : this.#matching(query);
    if (query !== this.#declined) this.#declined = null;
    if (matches.length === 0) {
      this.close();
      return;
    }
    this.field = field;
    this.matches = matches;
    this.active = Math.min(this.active, matches.length - 1);
    this.#host.requestUpdate();
  };

  /** Takes the keys that belong to the offer. Answers whether it took this one. */
  key(event: KeyboardEvent): boolean {
    if (!this.field || event.ctrlKey || event.metaKey || event.altKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = this.matches[this.active];
    if (step !== undefined) {
      this.active = (this.active + step + this.matches.length) % this.matches.length;
      this.#host.requestUpdate();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen) this.take(chosen);
    else if (event.key === 'Escape') {
      this.#declined = queryIn(this.field);
      this.close();
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** Writes the member's name where the `@` stands. */
  take({ name }: Member): void {
    const { field } = this;
    if (!field) return;
    const end = field.selectionStart;
    const start = end - (queryIn(field) ?? '').length;
    field.setRangeText(`${name} `, start, end, 'end');
    field.focus();
    this.close();
  }

  readonly close = (): void => {
    if (!this.field) return;
    this.field = null;
    this.matches = [];
    this.active = 0;
    this.#host.requestUpdate();
  };

  #matching(query: string): Member[] {
    const wanted = query.toLowerCase();
    const starts = ({ name }: Member) =>
      name.toLowerCase().startsWith(wanted) ||
      name
        .toLowerCase()
        .split(' ')
        .some((word) => word.startsWith(wanted));
    const found = this.#members().filter(starts);
    // Typed in full already.
    return found.length === 1 && found[0]?.name.toLowerCase() === wanted ? [] : found.slice(0, most);
  }
}

function queryIn({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): string | null {
  if (selectionStart !== selectionEnd) return null;
  return typing.exec(value.slice(0, selectionStart))?.[1] ?? null;
}
