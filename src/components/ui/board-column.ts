import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../lib/client/format.ts';
import type { ListController } from '../../lib/client/list-controller.ts';
import { failure } from './states.ts';
import { plural } from './words.ts';

interface BoardColumn<Card> {
  place: string;
  name: string;
  /** Class names that say how its station looks. */
  look: string;
  /** How many there are, where the list itself does not say. */
  count?: number | undefined;
  /** What stands below the name. */
  facts?: unknown;
  /** One of what it lists. */
  what: string;
  /** A list of all that is in the column, for who has no JavaScript. */
  listHref: string;
  isOver: boolean;
  card: (card: Card) => TemplateResult;
}

/** A column of a board: its name with how many are in it, its cards, and the next of them as one scrolls. */
export const boardColumn = <Card extends { id: string; version: number; deletedAt: string | null }>(
  column: Pick<
    ListController<Card>,
    'items' | 'total' | 'waiting' | 'fault' | 'loading' | 'nextCursor' | 'reload' | 'again' | 'more'
  >,
  { place, name, look, facts, what, listHref, isOver, card, count = column.total }: BoardColumn<Card>,
) => {
  const { items, waiting, fault, loading, nextCursor } = column;
  return html`<section
    class="board-column ${look}"
    data-place=${place}
    ?data-over=${isOver}
    aria-labelledby="column-${place}"
  >
    <h2 id="column-${place}" class="board-head">${name} <span class="num">${formatCount(count)}</span></h2>
    ${facts ?? nothing}
    ${
      waiting > 0
        ? html`<button type="button" class="btn small" @click=${() => void column.reload()}>
            Show ${plural(waiting, `new ${what}`)}
          </button>`
        : nothing
    }
    <ul class="board-cards">
      ${repeat(items, ({ id }) => id, card)}
    </ul>
    ${items.length === 0 && !loading && !fault ? html`<p class="board-empty">Nothing here</p>` : nothing}
    ${fault ? failure(fault, () => void column.again()) : nothing}
    ${
      nextCursor
        ? html`<a
            class="board-more"
            data-more=${place}
            href=${listHref}
            aria-disabled=${loading ? 'true' : 'false'}
            @click=${(event: Event) => {
              event.preventDefault();
              void column.more();
            }}
          >
            ${loading ? 'Loading…' : `${formatCount(column.total - items.length)} more`}
          </a>`
        : nothing
    }
  </section>`;
};
