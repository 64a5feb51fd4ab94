import { html, nothing } from 'lit';
import { formatDay, formatNearDay } from '../../../lib/client/format.ts';
import { formatMoney } from '../../../lib/client/money.ts';
import type { Deal } from '../../../lib/contracts/deal.ts';
import { columnLabel } from '../../../lib/domain/views/column-words.ts';
import { cellLink, owner } from '../../ui/cells.ts';
import type { Column } from '../../ui/record-table.ts';
import { dealStatusChip } from './deal-row.ts';

interface Shown {
  zone: string;
  now: string;
}

/** Days of deals are days of UTC: see the contract. */
const closing = ({ status, closedAt, expectedCloseDate }: Deal, now: string) => {
  if (status !== 'open' && closedAt) return `closed ${formatDay(closedAt, 'UTC', now)}`;
  if (!expectedCloseDate) return null;
  const day = formatDay(expectedCloseDate, 'UTC', now);
  return expectedCloseDate.slice(0, 10) < now.slice(0, 10)
    ? html`<span class="chip warn">Was to close ${day}</span>`
    : day;
};

const cellsOf = ({ zone, now }: Shown): Record<string, Omit<Column<Deal>, 'name' | 'label'>> => ({
  status: { cell: ({ status }) => dealStatusChip(status), plain: true },
  value: {
    cell: ({ value, currency }) =>
      value === null ? html`<span class="text-muted">No value</span>` : formatMoney(value, currency),
    ...{ plain: true, numeric: true, sort: '-value' },
  },
  expectedCloseDate: { cell: (deal) => closing(deal, now), sort: 'expectedCloseDate' },
  customer: {
    cell: ({ customer }) =>
      customer
        ? cellLink(`/app/customers/${customer.id}`, customer.name)
        : html`<span class="text-muted">A customer that is gone</span>`,
    plain: true,
  },
  assignee: { cell: ({ assignee }) => owner(assignee?.name ?? null), plain: true },
  lostReason: { cell: ({ lostReason }) => lostReason },
  closedAt: { cell: ({ closedAt }) => closedAt && formatDay(closedAt, 'UTC', now) },
  createdAt: { cell: ({ createdAt }) => formatDay(createdAt, zone, now), sort: '-createdAt' },
  updatedAt: { cell: ({ updatedAt }) => formatNearDay(updatedAt, zone, now), sort: '-updatedAt' },
});

/** The columns of a list of deals, by name. */
export function dealColumns(names: readonly string[], shown: Shown): Column<Deal>[] {
  const cells = cellsOf(shown);
  return names.flatMap((name) => (cells[name] ? { name, label: columnLabel('deals', name), ...cells[name] } : []));
}

/** What a deal is called, and what no column says: with whom, and why it was lost. */
export const dealCell = (deal: Deal, columns: readonly string[], isCompact: boolean) => {
  const { id, title, customer, lostReason } = deal;
  const line = [
    columns.includes('customer') ? null : (customer?.name ?? 'A customer that is gone'),
    columns.includes('lostReason') ? null : lostReason,
  ]
    .filter(Boolean)
    .join(', ');
  return html`<a href="/app/deals/${id}" class="task-link">${title}</a>
    ${line && !isCompact ? html`<p class="task-about">${line}</p>` : nothing}`;
};
