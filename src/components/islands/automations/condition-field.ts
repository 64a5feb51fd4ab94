import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import type { ConditionController } from '../../../lib/client/condition-controller.ts';
import type { AutomationDraft } from '../../automations/automation-draft.ts';
import { codeWords } from '../../ui/code-words.ts';
import { withPlace } from '../../../lib/domain/fault-place.ts';
import type { FormView } from './draft-fields.ts';

/** Which deals an automation is for: a condition that is completed and checked while it is typed. */
export function conditionField(draft: AutomationDraft, condition: ConditionController, view: FormView) {
  const { isOpen, offer, active, state } = condition;
  const told = state.kind === 'fault' ? withPlace(state.fault) : view.errors.condition;
  return html`<div class="field relative mb-6">
    <label for="condition">Only if</label>
    <textarea
      class="input font-mono text-sm"
      id="condition"
      name="condition"
      rows="2"
      maxlength="1000"
      spellcheck="false"
      autocapitalize="off"
      placeholder=${'deal.value > 1000'}
      data-text=${draft.condition}
      .value=${live(draft.condition)}
      aria-autocomplete="list"
      aria-controls=${isOpen ? 'condition-offer' : nothing}
      aria-activedescendant=${isOpen ? `condition-offer-${active}` : nothing}
      aria-invalid=${told ? 'true' : nothing}
      aria-describedby="condition-told condition-hint"
      @focus=${condition.focus}
      @input=${(event: Event) => {
        draft.condition = (event.target as HTMLTextAreaElement).value;
        view.edited();
        condition.input(event);
      }}
      @keydown=${condition.keys}
      @blur=${condition.close}
    ></textarea>
    ${isOpen ? offerList(condition) : nothing}
    <div id="condition-told" role="status">
      ${told ? html`<p class="error-text">${codeWords(told)}</p>` : nothing}
      ${state.kind === 'fault' ? marked(state) : nothing}
      ${
        state.kind === 'read'
          ? html`<p class="mt-1 text-sm text-ok">
              ${state.fields.length === 0 ? 'It can be read.' : codeWords(`It reads ${state.fields.map((name) => `\`${name}\``).join(', ')}.`)}
            </p>`
          : nothing
      }
    </div>
    <p class="hint" id="condition-hint">
      Empty: always. Fields of customer, deal, task, stage and entry are completed as you type; Ctrl and Space show all.
    </p>
    <span class="sr-only" role="status">
      ${isOpen ? `${offer.items.length} to choose from: arrow keys choose, Enter takes` : nothing}
    </span>
  </div>`;
}

const offerList = (condition: ConditionController) =>
  html`<ul class="mention-list offer-list" id="condition-offer" role="listbox" aria-label="What can stand here">
    ${condition.offer.items.map(
      (item, index) =>
        html`<li
          id="condition-offer-${index}"
          role="option"
          aria-selected=${index === condition.active ? 'true' : 'false'}
          ${ref((element) => {
            if (index === condition.active) element?.scrollIntoView({ block: 'nearest' });
          })}
          @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => condition.take(item)}
        >
          <span class="font-mono min-w-0 break-all">${item.text}</span>
          <span class="min-w-0 text-muted">${item.description}</span>
        </li>`,
    )}
  </ul>`;

/** The condition with what is wrong in it marked. */
function marked({ text, fault: { position } }: Extract<ConditionController['state'], { kind: 'fault' }>) {
  const end = position.offset + position.length;
  const wrong = text.slice(position.offset, end);
  return html`<p class="fault-text font-mono">
    ${text.slice(0, position.offset)}<mark>${wrong || ' '}</mark>${text.slice(end)}
  </p>`;
}
