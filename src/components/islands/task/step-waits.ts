import { html, nothing } from 'lit';
import type { Subtask } from '../../../lib/contracts/task.ts';
import { dependants } from '../../../lib/planning/step-order.ts';
import { ticked } from '../../ui/ticked.ts';
import type { SaveStep } from './changes.ts';
import type { Held } from './held-step.ts';
import { waitsName } from './waits-name.ts';

/** What must be finished first. Steps that wait for this one cannot be chosen: that would be a circle. */
export const stepWaits = (step: Subtask, steps: readonly Subtask[], held: Held, save: SaveStep) => {
  const waiting = dependants(steps, step.id);
  const possible = steps.filter((other) => other.id !== step.id && !waiting.has(other.id));
  const error = held.error('dependencies', 'This');
  return html`<fieldset aria-describedby=${error ? held.id('waits-error') : nothing}>
    <legend class="label">Waits for</legend>
    ${
      possible.length === 0
        ? html`<p class="text-sm text-muted">Every other step waits for this one.</p>`
        : html`<ul class="grid gap-x-4 sm:grid-cols-2">
            ${possible.map(
              (other) =>
                html`<li>
                  <label class="flex min-h-7 items-start gap-2 py-1">
                    <input
                      type="checkbox"
                      class="check"
                      name=${waitsName(other.id)}
                      ?checked=${ticked(held.waits(other.id))}
                      @change=${(event: Event) => {
                        const { checked } = event.target as HTMLInputElement;
                        const rest = step.dependencies.filter((id) => id !== other.id);
                        void save({ dependencies: checked ? [...rest, other.id] : rest }, 'Dependencies changed');
                      }}
                    />
                    <span class="min-w-0 break-words">${steps.indexOf(other) + 1}. ${other.title}</span>
                  </label>
                </li>`,
            )}
          </ul>`
    }
    ${error ? html`<p class="error-text" id=${held.id('waits-error')}>${error}</p>` : nothing}
  </fieldset>`;
};
