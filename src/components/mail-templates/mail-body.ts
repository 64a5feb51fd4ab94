import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { LightElement, island } from '../light-element.ts';

/** The body of a mail as mail programs show it. Its HTML is our own Markdown's, which lets no markup through. */
@customElement('mail-body')
export class MailBody extends LightElement {
  @property({ attribute: false }) document = '';

  protected override render() {
    const body = /<body>\n(.*)\n<\/body>/s.exec(this.document)?.[1] ?? '';
    return html`<div class="markdown px-5 py-4 break-words">${unsafeHTML(body)}</div>`;
  }
}

export const MailBodyIsland = island(MailBody);
