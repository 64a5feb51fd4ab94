import { html } from 'lit';

/** A sentence in which `words` between backticks are code. */
export const codeWords = (sentence: string) =>
  sentence.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
