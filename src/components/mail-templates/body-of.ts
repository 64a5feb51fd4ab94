import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { html } from 'lit';

/** The body of a mail as mail programs show it. Its HTML is our own Markdown's, which lets no markup through. */
export function bodyOf(document: string) {
  const body = /<body>\n(.*)\n<\/body>/s.exec(document)?.[1] ?? '';
  return html`<div class="markdown px-5 py-4 break-words">${unsafeHTML(body)}</div>`;
}
