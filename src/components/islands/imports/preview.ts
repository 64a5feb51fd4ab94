import { html, nothing } from 'lit';
import { formatCount } from '../../../lib/client/format.ts';
import type { Import, ImportColumn, ImportPreview } from '../../../lib/contracts/import.ts';
import { outcomeWords, rowsInWords, targetWords } from '../../imports/import-words.ts';

type Row = ImportPreview['rows'][number];

const tones: Record<Row['outcome'], string> = { create: 'ok', update: 'info', skip: '', fault: 'danger' };

/** What would become of the first rows, and of those further on that have faults. */
export const preview = ({ columns, preview: looked }: Import, busy: boolean) => {
  if (!looked) return nothing;
  const shown = columns.filter(({ to }) => to !== 'ignore');
  return html`<section class="mt-8" aria-labelledby="preview-title" aria-busy=${busy ? 'true' : 'false'}>
    <h2 id="preview-title" class="under-title">What becomes of the rows</h2>
    <p class="mb-3 text-ink-2">${summary(looked)}</p>
    ${
      looked.rows.length === 0
        ? nothing
        : html`<div
            class="table-frame import-preview"
            data-stack="lines"
            role="region"
            aria-label="The rows that were looked at"
            tabindex="0"
          >
            <table class="figures" role="table" aria-labelledby="preview-title">
              <thead role="rowgroup">
                <tr role="row">
                  <th role="columnheader" scope="col">Row</th>
                  <th role="columnheader" scope="col" class="words">Becomes</th>
                  ${shown.map(heading)}
                </tr>
              </thead>
              <tbody role="rowgroup">
                ${looked.rows.map((row) => line(row, shown))}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
};

function summary({ checked, faulty, complete }: ImportPreview): string {
  if (checked === 0) return 'There are no rows of customers in the file. Is it the right one, and read the right way?';
  const looked = complete
    ? `The file has ${rowsInWords(checked)}.`
    : `The first ${rowsInWords(checked)} were looked at.`;
  if (faulty === 0) return `${looked} All of them can be imported.`;
  return `${looked} ${formatCount(faulty)} cannot be imported as ${faulty === 1 ? 'it stands; it is' : 'they stand; they are'} left out and kept for you with the reason.`;
}

const target = ({ header, to, field }: ImportColumn) => (to === 'custom' ? (field ?? header) : targetWords[to]);

const heading = (column: ImportColumn) =>
  html`<th role="columnheader" scope="col" class="words">
    ${target(column)}<span class="block font-normal">${column.header}</span>
  </th>`;

const line = ({ row, cells, outcome, faults }: Row, shown: readonly ImportColumn[]) =>
  html`<tr role="row">
    <th role="rowheader" scope="row" data-label="Row">${row}</th>
    <td role="cell" class="words becomes">
      <span class="chip ${tones[outcome]}">${outcomeWords[outcome]}</span>
      ${faults.map(({ message }) => html`<span class="error-text block">${message}</span>`)}
    </td>
    ${shown.map((column) => {
      const wrong = faults.some((fault) => fault.column === column.header);
      return html`<td role="cell" class="words ${wrong ? 'wrong' : ''}" data-label=${target(column)}>
        ${cells[column.index] ?? ''}
      </td>`;
    })}
  </tr>`;
