import { html, type TemplateResult } from 'lit';

/**
 * A button that acts here; where no script is there yet it posts what is intended, and `more` besides, to a page.
 */
export const postForm = (
  page: string,
  intent: string,
  act: () => void,
  button: TemplateResult,
  more: Record<string, string> = {},
) =>
  html`<form
    method="post"
    action=${page}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      act();
    }}
  >
    <input type="hidden" name="intent" value=${intent} />
    ${Object.entries(more).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)} ${button}
  </form>`;
