import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ListController } from '../../lib/client/list-controller.ts';
import type { Correction } from '../../lib/contracts/common.ts';
import { emptyState, failure } from './states.ts';
import { plural } from './words.ts';

interface ListWords<Item> {
  one: string;
  many: string;
  /** The page of the list, where the links lead without JavaScript: `/app/tasks`. */
  page: string;
  /** The filters of the list, without a cursor. */
  query: string;
  emptyTitle: string;
  emptyText: string;
  row: (item: Item) => TemplateResult;
}

/** `Showing results for “acme” or “acne” instead of “amce”.` */
const correctionWords = (corrections: readonly Correction[]): string => {
  const said = corrections.map(
    ({ word, instead }) => `${instead.map((each) => `“${each}”`).join(' or ')} instead of “${word}”`,
  );
  return `Showing results for ${said.join(', and ')}.`;
};

/** A live list: its rows, how many there are, the next page, what came meanwhile, and what went wrong. */
export function recordList<Item extends { id: string; version: number }>(
  list: ListController<Item>,
  { one, many, page, query, emptyTitle, emptyText, row }: ListWords<Item>,
) {
  const { items, waiting, fault, loading, corrections } = list;
  return html`
    <p class="sr-only" role="status">${loading ? 'Loading' : ''}</p>
    ${corrections.length > 0 ? html`<p class="mb-3 text-muted">${correctionWords(corrections)}</p>` : nothing}
    ${
      waiting > 0
        ? html`<button type="button" class="btn mb-3" @click=${() => void list.reload()}>
            Show ${plural(waiting, `new ${one}`, `new ${many}`)}
          </button>`
        : nothing
    }
    ${
      items.length === 0
        ? emptyState(emptyTitle, emptyText)
        : html`<ul class="border-t border-line">
            ${repeat(items, ({ id }) => id, row)}
          </ul>`
    }
    ${fault ? failure(fault, () => void list.again()) : nothing}
    ${items.length === 0 ? nothing : foot(list, `${page}?${query && `${query}&`}cursor=`)}
  `;
}

function foot<Item extends { id: string; version: number }>(list: ListController<Item>, nextPage: string) {
  const { items, total, nextCursor, loading } = list;
  const more = (event: Event) => {
    event.preventDefault();
    void list.more();
  };
  return html`<div class="mt-4 flex items-center gap-3 text-muted">
    <span class="num">${items.length} of ${total}</span>
    ${
      nextCursor
        ? html`<a
            class="btn"
            href=${nextPage + encodeURIComponent(nextCursor)}
            aria-disabled=${loading ? 'true' : 'false'}
            @click=${more}
          >
            ${loading ? 'Loading…' : 'Show more'}
          </a>`
        : nothing
    }
  </div>`;
}
