import { html, type TemplateResult } from 'lit';

/** A button that acts here; where no script is there yet it posts what is intended to a page. */
export const postForm = (page: string, intent: string, act: () => void, button: TemplateResult) =>
  html`<form
    method="post"
    action=${page}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      act();
    }}
  >
    <input type="hidden" name="intent" value=${intent} />
    ${button}
  </form>`;
