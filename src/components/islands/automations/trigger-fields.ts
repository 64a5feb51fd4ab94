import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AutomationDraft, When } from '../../automations/automation-draft.ts';
import { errorSentence } from '../../ui/field-error.ts';
import type { FormView } from './draft-fields.ts';
import { spanField } from './span-field.ts';

/** When an automation begins: one of five, two of them with a time. */
export function triggerFields(draft: AutomationDraft, view: FormView) {
  const choose = (when: When) => () => {
    draft.when = when;
    view.edited();
  };
  const choice = (when: When, words: string, more: TemplateResult | typeof nothing = nothing) =>
    html`<div class="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1">
      <label class="flex min-h-8 items-center gap-2">
        <input
          type="radio"
          class="check"
          name="when"
          value=${when}
          ?checked=${draft.when === when}
          @change=${choose(when)}
        />
        ${words}
      </label>
      ${more === nothing ? nothing : html`<div class="max-sm:w-full max-sm:pl-7">${more}</div>`}
    </div>`;
  const choosing = (when: When): FormView => ({ ...view, edited: choose(when) });
  const fault = errorSentence('It', view.errors.inactiveDays);
  return html`<fieldset class="mb-6">
    <legend class="under-title">When</legend>
    ${choice('entry', 'A deal comes into this stage')}
    ${choice(
      'stay',
      'A deal has been in this stage for',
      html`${spanField(draft.span, 'span', 'Time in the stage', choosing('stay'))}`,
    )}
    ${choice(
      'quiet',
      'Nothing was done about a deal for',
      html`<span class="inline-flex items-center gap-1.5">
          <input
            class="input small w-16"
            id="inactiveDays"
            name="inactiveDays"
            .value=${live(draft.inactiveDays)}
            inputmode="numeric"
            maxlength="3"
            autocomplete="off"
            aria-label="Days without activity"
            aria-invalid=${fault ? 'true' : nothing}
            aria-describedby=${fault ? 'inactiveDays-error' : nothing}
            @input=${(event: Event) => {
              draft.inactiveDays = (event.target as HTMLInputElement).value;
              choosing('quiet').edited();
            }}
          />
          days
        </span>
        ${fault ? html`<p class="error-text" id="inactiveDays-error">${fault}</p>` : nothing}`,
    )}
    ${choice('task', 'A task of a deal in this stage is completed')} ${choice('manual', 'Someone starts it by hand')}
  </fieldset>`;
}
