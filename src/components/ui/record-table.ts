import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Density } from '../../lib/contracts/view.ts';
import { icon } from './icon.ts';

/** One thing a list shows of each record. */
export interface Column<Item> {
  name: string;
  label: string;
  /** Null or `nothing` where the record has none. */
  cell: (item: Item) => unknown;
  /** Says by itself what it is, so that it needs no label where columns stand below each other. */
  plain?: boolean;
  numeric?: boolean;
  /** The field it sorts by, and which way first. */
  sort?: string;
}

export interface RecordTable<Item> {
  /** What the records are: `Customers`, and one of them. */
  label: string;
  one: string;
  /** What a record is called, a link to it, and more of it where there is room. */
  name: (item: Item) => TemplateResult;
  columns: readonly Column<Item>[];
  density: Density;
  /** The list's address, with everything it says. */
  address: string;
}

/** Records as a table; where it is narrow each becomes a paragraph. */
export const recordTable = <Item extends { id: string }>(
  items: readonly Item[],
  table: RecordTable<Item>,
  tick: (item: Item) => TemplateResult | typeof nothing,
) => {
  const { label, one, name, columns, density, address } = table;
  return html`<div class="records-frame">
    <table class="records" data-density=${density} aria-label=${label}>
      <thead>
        <tr>
          <th scope="col"><span class="sr-only">Select</span></th>
          <th scope="col">${one}</th>
          ${columns.map((column) => head(column, address))}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          items,
          ({ id }) => id,
          (item) =>
            html`<tr class="record-row">
              <td class="record-tick">${tick(item)}</td>
              <th scope="row" class="record-name">${name(item)}</th>
              ${columns.map((column) => cell(column, item))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
};

const cell = <Item>({ name, label, plain, numeric, cell: content }: Column<Item>, item: Item) => {
  const value = content(item) ?? nothing;
  return html`<td
    class=${numeric ? 'num text-right' : ''}
    data-column=${name}
    data-label=${plain ? nothing : label}
    ?data-empty=${value === nothing}
  >
    ${value}
  </td>`;
};

/** The head of a column that can be sorted by is a link to the list sorted by it. */
const head = <Item>({ label, numeric, sort }: Column<Item>, address: string) => {
  const classes = numeric ? 'text-right' : '';
  if (sort === undefined) return html`<th scope="col" class=${classes}>${label}</th>`;
  const field = sort.replace(/^-/, '');
  const query = new URLSearchParams(address.split('?')[1]);
  const current = query.get('sort');
  const isSorted = current?.replace(/^-/, '') === field;
  query.set('sort', isSorted ? (current === field ? `-${field}` : field) : sort);
  const direction = current === field ? 'ascending' : 'descending';
  return html`<th scope="col" class=${classes} aria-sort=${isSorted ? direction : nothing}>
    <a href="${address.split('?')[0]}?${query}"
      >${label}${isSorted ? icon(direction === 'ascending' ? 'arrow-up' : 'arrow-down', 12) : nothing}</a
    >
  </th>`;
};
