import { html, nothing } from 'lit';
import type { SelectionController } from '../../lib/client/selection-controller.ts';
import { formatCount } from '../../lib/client/format.ts';
import type { BulkField } from '../bulk/bulk-field.ts';
import { choiceList } from './field.ts';
import { icon } from './icon.ts';
import { ticked } from './ticked.ts';

export interface BulkBar {
  selection: SelectionController;
  /** How many are shown, and how many match in all. */
  shown: number;
  total: number;
  one: string;
  many: string;
  fields: readonly BulkField[];
  /** What is set less often, behind a button of this name. */
  more?: { label: string; fields: readonly BulkField[] } | undefined;
  /** What is changed may set automations off, when that is wanted. */
  automations?: boolean | undefined;
  /** The list shows the bin: there things can only be restored. */
  bin: boolean;
  busy: boolean;
}

/** The tick of one row. */
export const rowTick = (selection: SelectionController, id: string, name: string) =>
  html`<label class="tick">
    <input
      type="checkbox"
      name="id"
      value=${id}
      aria-label="Select ${name}"
      ?checked=${ticked(selection.has(id))}
      @click=${({ shiftKey }: MouseEvent) => selection.extend(shiftKey)}
      @change=${({ target }: Event & { target: HTMLInputElement }) => selection.toggle(id, target.checked)}
    />
  </label>`;

/** Above a list: how many are chosen, and what can be done with them. Without JavaScript it is always there. */
export const bulkBar = (bar: BulkBar) => {
  const { selection, shown, total, one, many, busy } = bar;
  const chosen = selection.all ? total : selection.ids.length;
  return html`<div class="bulk-bar" ?data-idle=${selection.isEmpty}>
    <label class="tick needs-script">
      <input
        type="checkbox"
        aria-label="Select all ${many} shown"
        ?checked=${ticked(chosen >= shown || (chosen > 0 && 'mixed'))}
        @change=${({ target }: Event & { target: HTMLInputElement }) => selection.toggleShown(target.checked)}
      />
    </label>
    ${
      selection.isEmpty
        ? html`<span class="needs-script text-muted">${formatCount(total)} ${total === 1 ? one : many}</span>`
        : html`<span class="font-semibold" role="status">
              ${selection.all ? `All ${formatCount(total)} selected` : `${formatCount(chosen)} selected`}
            </span>
            ${
              !selection.all && total > chosen && chosen === shown
                ? html`<button type="button" class="link" @click=${() => selection.chooseAll()}>
                    Select all ${formatCount(total)} matching
                  </button>`
                : nothing
            }
            <button type="button" class="link" @click=${() => selection.clear()}>Clear</button>`
    }
    <label class="needs-no-script">
      <input type="checkbox" name="all" value="true" /> All ${formatCount(total)} that match
    </label>
    <div class="bulk-actions">${bar.bin ? restore(busy) : changes(bar)}</div>
  </div>`;
};

const restore = (busy: boolean) =>
  html`<button class="btn" name="intent" value="restore" aria-disabled=${busy ? 'true' : nothing}>
    ${icon('undo')} Restore
  </button>`;

const changes = ({ fields, more, automations, busy }: BulkBar) => html`
  ${fields.map(control)} ${more && more.fields.length > 0 ? moreFields(more) : nothing}
  ${
    automations
      ? html`<label
          class="flex min-h-8 items-center gap-2 text-sm"
          title="Otherwise none of them takes notice of this change"
        >
          <input type="checkbox" class="check" name="runAutomations" value="yes" /> Run automations for them
        </label>`
      : nothing
  }
  <button class="btn" name="intent" value="change" aria-disabled=${busy ? 'true' : nothing}>Change selected</button>
  <button class="btn quiet danger" name="intent" value="delete" aria-disabled=${busy ? 'true' : nothing}>
    ${icon('trash')} Delete
  </button>
`;

const moreFields = ({ label, fields }: NonNullable<BulkBar['more']>) =>
  html`<details class="menu">
    <summary class="btn">${label} ${icon('chevron-down', 14)}</summary>
    <div class="panel view-panel bulk-more">
      ${fields.map(
        (field) =>
          html`<div class="field">
            <span class="label" aria-hidden="true">${field.label}</span>
            ${control(field)} ${field.hint ? html`<p class="hint">${field.hint}</p>` : nothing}
          </div>`,
      )}
    </div>
  </details>`;

const control = ({ name, label, choices, type, maxlength = 40 }: BulkField) =>
  choices
    ? html`<select class="input small" name=${name} aria-label="Set ${label.toLowerCase()}" autocomplete="off">
        <option value="">${label}…</option>
        ${choiceList(choices, '')}
      </select>`
    : html`<input
        class="input small"
        name=${name}
        aria-label=${label}
        placeholder=${label}
        type=${type ?? 'text'}
        maxlength=${maxlength}
        autocomplete="off"
      />`;
