import { html, type TemplateResult } from 'lit';
import { ref, type Ref } from 'lit/directives/ref.js';

interface Asking {
  dialog: Ref<HTMLDialogElement>;
  /** What is asked; nothing while the dialog is closed. */
  form: unknown;
  closed: () => void;
}

/** Where it is asked how to plan anew. */
export const replanDialog = ({ dialog, form, closed }: Asking) =>
  html`<dialog class="dialog" aria-labelledby="replan-title" ${ref(dialog)} @cancel=${closed} @close=${closed}>
    ${form}
  </dialog>`;

/** The same within the page, as it comes without JavaScript. */
export const replanHere = (form: TemplateResult) =>
  html`<section id="replan" class="replan" aria-labelledby="replan-title">${form}</section>`;
