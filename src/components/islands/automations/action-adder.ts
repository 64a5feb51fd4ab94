import { html } from 'lit';
import type { AutomationActionKind } from '../../../lib/contracts/automation.ts';
import { actionWords } from '../../automations/automation-words.ts';
import { choiceList, choicesOf } from '../../ui/field.ts';

interface Adder {
  choose: (action: AutomationActionKind) => void;
  add: () => void;
}

/** What can be done besides: one more action, of a kind. */
export const actionAdder = (chosen: AutomationActionKind, { choose, add }: Adder) =>
  html`<div class="mt-1 mb-6 flex flex-wrap items-center gap-2 pl-8">
    <label class="sr-only" for="new-action">Action to add</label>
    <select
      class="input w-auto"
      id="new-action"
      name="newAction"
      autocomplete="off"
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as AutomationActionKind)}
    >
      ${choiceList(choicesOf(actionWords), chosen)}
    </select>
    <button
      class="btn"
      name="intent"
      value="add"
      formnovalidate
      @click=${(event: Event) => {
        event.preventDefault();
        add();
      }}
    >
      Add action
    </button>
  </div>`;
