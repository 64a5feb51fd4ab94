import { html, nothing } from 'lit';
import { avatar } from './avatar.ts';

/** Who has it, by name. */
export const owner = (name: string | null) =>
  name === null
    ? html`<span class="text-muted">Nobody</span>`
    : html`<span class="cell-owner"><span aria-hidden="true">${avatar(name)}</span> ${name}</span>`;

const shownTags = 3;

/** A few tags, and how many more there are. */
export const tagChips = (tags: readonly string[]) =>
  tags.length === 0
    ? nothing
    : html`<span class="cell-tags"
        >${tags.slice(0, shownTags).map((tag) => html`<span class="chip">${tag}</span>`)}${
          tags.length > shownTags
            ? html`<span class="text-muted" title=${tags.slice(shownTags).join(', ')}
                >+${tags.length - shownTags}</span
              >`
            : nothing
        }</span
      >`;

/** A link of its own, above the one that fills the row. */
export const cellLink = (href: string, words: string) => html`<a href=${href} class="cell-link">${words}</a>`;
