import { html, nothing } from 'lit';
import type { ActionDraft } from '../../automations/automation-draft.ts';
import { actionWords } from '../../automations/automation-words.ts';
import { icon } from '../../ui/icon.ts';
import { actionFields, type Setup } from './action-fields.ts';
import type { FormView } from './draft-fields.ts';
import { spanField } from './span-field.ts';

export interface ActionCardView extends FormView {
  index: number;
  last: boolean;
  /** The automation begins after a time in the stage: the first action has none of its own. */
  beginsAfterTime: boolean;
  setup: Setup;
  act: (intent: string) => void;
  /** What stands below its fields. */
  more?: unknown;
}

/** One action of an automation, at its place. */
export function actionCard(action: ActionDraft, view: ActionCardView) {
  const { index, setup } = view;
  const prefix = `actions.${index}.`;
  const label = `${actionWords[action.action]}, action ${index + 1}`;
  return html`<section aria-label=${label}>
    <input type="hidden" name="${prefix}id" .value=${action.id} />
    <input type="hidden" name="${prefix}action" .value=${action.action} />
    <input type="hidden" name="${prefix}rest" .value=${action.rest} />
    ${head(action, view)} ${actionFields(action, { ...view, prefix, setup })}
    ${action.action === 'wait' || view.beginsAfterTime ? nothing : notBefore(action, view, prefix)}
    ${view.more ?? nothing}
  </section>`;
}

function head(action: ActionDraft, { index, last, act }: ActionCardView) {
  const name = actionWords[action.action];
  const which = `${name} (${index + 1})`;
  const button = (intent: string, says: string, of: 'arrow-up' | 'arrow-down' | 'trash', off: boolean) =>
    html`<button
      class="btn quiet icon"
      name="intent"
      value=${intent}
      formnovalidate
      aria-label=${says}
      ?disabled=${off}
      @click=${(event: Event) => {
        event.preventDefault();
        act(intent);
      }}
    >
      ${icon(of)}
    </button>`;
  return html`<div class="mb-2 flex items-center gap-1">
    <button
      type="button"
      class="btn quiet icon stop-handle"
      data-handle
      aria-label="Move ${which}: Space, then arrow keys"
    >
      ${icon('grip')}
    </button>
    <h3 class="min-w-0 flex-1 truncate font-[560]">${name}</h3>
    ${button(`up:${index}`, `Move ${which} up`, 'arrow-up', index === 0)}
    ${button(`down:${index}`, `Move ${which} down`, 'arrow-down', last)}
    ${button(`remove:${index}`, `Remove ${which}`, 'trash', false)}
  </div>`;
}

const notBefore = (action: ActionDraft, view: FormView, prefix: string) =>
  html`<details class="run mt-3" ?open=${action.span.count !== ''}>
    <summary class="flex min-h-8 items-center text-sm text-ink-2 underline-offset-3 hover:underline">
      Not at once
    </summary>
    <div class="flex flex-wrap items-center gap-2 py-1">
      Not before ${spanField(action.span, `${prefix}span`, 'Not before so long after the beginning', view)} have passed
      since the beginning
    </div>
  </details>`;
