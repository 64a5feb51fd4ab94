import { customElement, property } from 'lit/decorators.js';
import { LightElement, island } from '../light-element.ts';
import { bodyOf } from './body-of.ts';

/** The body of a mail, from a page. */
@customElement('mail-body')
export class MailBody extends LightElement {
  @property({ attribute: false }) document = '';

  protected override render() {
    return bodyOf(this.document);
  }
}

export const MailBodyIsland = island(MailBody);
