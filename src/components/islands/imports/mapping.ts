import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CustomField } from '../../../lib/contracts/custom-field.ts';
import type { Import, ImportColumn } from '../../../lib/contracts/import.ts';
import { fieldNamed } from '../../../lib/domain/custom-fields/naming.ts';
import { definedPrefix } from '../../imports/import-form.ts';
import { targetWords } from '../../imports/import-words.ts';
import { choiceList, choicesOf } from '../../ui/field.ts';

const { custom: _byName, ...ownTargets } = targetWords;
const targets = choicesOf(ownTargets);
const samples = 3;

/** Each column of the file: its heading, what stands in it, and what it becomes. */
export const mapping = ({ columns, options, preview }: Import, fields: readonly CustomField[]) => {
  // Read another way, the columns are others, whatever was chosen for those before.
  const reading = `${options.delimiter} ${options.encoding} ${String(options.hasHeader)}`;
  const rows = preview?.rows ?? [];
  return html`<ul class="border-t border-line">
      ${repeat(
        columns,
        ({ index }) => `${reading} ${index}`,
        (column) =>
          row(
            column,
            rows.map(({ cells }) => cells[column.index]?.trim() ?? ''),
            fields,
          ),
      )}
    </ul>
    <p class="mt-2 text-sm text-muted">
      Where several columns become the same, the first that is filled in counts; tags are joined.
    </p>`;
};

const row = ({ index, header, to, field }: ImportColumn, cells: readonly string[], fields: readonly CustomField[]) => {
  const defined = to === 'custom' ? fieldNamed(fields, field ?? header) : undefined;
  const some = [...new Set(cells.filter(Boolean))].slice(0, samples);
  return html`<li class="import-column" ?data-ignored=${to === 'ignore'}>
    <div class="min-w-0">
      <label for="to-${index}" class="font-[560] break-words">${header}</label>
      <p class="truncate text-sm text-muted">${some.length > 0 ? some.join(' · ') : 'Nothing in the first rows'}</p>
    </div>
    <div class="grid gap-1.5">
      <select id="to-${index}" name="to.${index}" class="input small">
        ${choiceList(targets, to)}
        <optgroup label="Custom fields">
          ${choiceList(
            fields.map(({ key, label }) => ({ value: `${definedPrefix}${key}`, label })),
            defined ? `${definedPrefix}${defined.key}` : '',
          )}
          <option value="custom" ?selected=${to === 'custom' && !defined}>A field named…</option>
        </optgroup>
      </select>
      ${
        to === 'custom' && !defined
          ? html`<input
              class="input small"
              name="field.${index}"
              aria-label="Name of the custom field for ${header}"
              value=${field ?? ''}
              maxlength="60"
              autocomplete="off"
            />`
          : nothing
      }
    </div>
  </li>`;
};
