import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { unitMinutes, type SpanDraft } from '../../automations/automation-draft.ts';
import { errorSentence } from '../../ui/field-error.ts';
import { choiceList } from '../../ui/field.ts';
import type { FormView } from './draft-fields.ts';

const units = Object.keys(unitMinutes).map((unit) => ({ value: unit, label: unit }));

/** A span of time: a number and its unit. `path` is where it stands in the form; `label` is said. */
export function spanField(span: SpanDraft, path: string, label: string, { errors, edited }: FormView) {
  const id = path.replaceAll('.', '-');
  const error = errorSentence('It', errors[path]);
  return html`<span class="inline-flex flex-wrap items-center gap-1.5">
      <input
        class="input small w-16"
        id=${id}
        name="${path}.count"
        .value=${live(span.count)}
        inputmode="numeric"
        maxlength="6"
        autocomplete="off"
        aria-label=${label}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${error ? `${id}-error` : nothing}
        @input=${(event: Event) => {
          span.count = (event.target as HTMLInputElement).value;
          edited();
        }}
      />
      <select
        class="input small w-auto"
        name="${path}.unit"
        autocomplete="off"
        aria-label="Unit of: ${label}"
        @change=${(event: Event) => {
          span.unit = (event.target as HTMLSelectElement).value as SpanDraft['unit'];
          edited();
        }}
      >
        ${choiceList(units, span.unit)}
      </select>
    </span>
    ${error ? html`<p class="error-text" id="${id}-error">${error}</p>` : nothing}`;
}
