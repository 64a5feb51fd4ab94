import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Mention } from '../../lib/contracts/comment.ts';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/**
 * Shows what people wrote as Markdown. It is rendered in the browser, by code that comes after the page: a text made to
 * be slow must not keep the server from others. Until then, and without JavaScript, the text stands as it was written.
 */
export class Markdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #loading = false;
  #toHtml: ((text: string, mentions: readonly string[]) => string) | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated() {
    if (this.#loading) return;
    this.#loading = true;
    void this.#load();
  }

  show(text: string, mentions: readonly Mention[] = []) {
    return this.#toHtml
      ? html`<div class="markdown prose-width">
          ${unsafeHTML(
            this.#toHtml(
              text,
              mentions.map(({ name }) => name),
            ),
          )}
        </div>`
      : this.plain(text);
  }

  /** What a stranger wrote: it stands as it is, and its links are no links. */
  plain(text: string) {
    return html`<p class="prose-width break-words whitespace-pre-wrap">${text}</p>`;
  }

  async #load(): Promise<void> {
    try {
      this.#toHtml = (await import('../../lib/client/markdown.ts')).markdownHtml;
      this.#host.requestUpdate();
    } catch {
      this.#loading = false; // tried again with the next update
    }
  }
}
