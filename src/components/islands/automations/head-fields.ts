import { html } from 'lit';
import type { AutomationDraft } from '../../automations/automation-draft.ts';
import { draftFields, type FormView } from './draft-fields.ts';

/** What an automation is called, and whether it is in use. */
export const headFields = (draft: AutomationDraft, view: FormView) =>
  html`<div class="mb-6 grid items-end gap-x-6 gap-y-3 sm:grid-cols-[minmax(0,1fr)_auto]">
    ${draftFields(draft, '', view).text('name', 'Name', { maxlength: 80, placeholder: 'Welcome new customers' })}
    <label class="flex min-h-9 items-center gap-2">
      <input
        type="checkbox"
        class="check"
        name="isActive"
        value="yes"
        ?checked=${draft.isActive}
        @change=${(event: Event) => {
          draft.isActive = (event.target as HTMLInputElement).checked;
          view.edited();
        }}
      />
      Switched on
    </label>
  </div>`;
