import { html, type TemplateResult } from 'lit';
import type { TaskView } from './view.ts';

/** A button that opens a step's editor, or closes it; where no script is there yet the page comes anew with it. */
export const stepOpener = (stepId: string, view: TaskView, button: TemplateResult) => {
  const open = view.openStep === stepId;
  return html`<form
    class="contents"
    method="get"
    action="/app/tasks/${view.task.id}#step-${stepId}"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      view.toggle(open ? null : stepId);
    }}
  >
    <input type="hidden" name="step" value=${stepId} ?disabled=${open} />
    ${button}
  </form>`;
};
