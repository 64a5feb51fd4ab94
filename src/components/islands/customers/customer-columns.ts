import { html, nothing } from 'lit';
import { formatDay, formatNearDay } from '../../../lib/client/format.ts';
import type { CustomField } from '../../../lib/contracts/custom-field.ts';
import type { Customer } from '../../../lib/contracts/customer.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import { wordsOfValue } from '../../../lib/domain/custom-fields/values.ts';
import { columnLabel } from '../../../lib/domain/views/column-words.ts';
import { fieldKeyOf } from '../../../lib/domain/views/standard.ts';
import { cellLink, owner, tagChips } from '../../ui/cells.ts';
import type { Column } from '../../ui/record-table.ts';
import { customerStatusWords } from '../../ui/words.ts';

interface Shown {
  fields: readonly CustomField[];
  zone: string;
  now: string;
}

const tones: Record<Customer['status'], string> = { lead: 'info', prospect: 'warn', customer: 'ok', inactive: '' };
const statusChip = ({ status }: Customer) =>
  html`<span class="chip ${tones[status]}">${customerStatusWords[status]}</span>`;

const person = ({ contactInfo: { name } }: Customer): string | null =>
  [name.first, name.last].filter(Boolean).join(' ') || null;

type Cell = Omit<Column<Customer>, 'name' | 'label'>;

const cellsOf = ({ zone, now }: Shown): Record<string, Cell> => ({
  status: { cell: statusChip, plain: true, sort: 'status' },
  assignee: { cell: ({ assignee }) => owner(assignee?.name ?? null), plain: true },
  tags: { cell: ({ tags }) => tagChips(tags), plain: true },
  person: { cell: person, plain: true },
  email: { cell: ({ contactInfo: { email } }) => email && cellLink(`mailto:${email}`, email), plain: true },
  phone: {
    cell: ({ contactInfo: { phone } }) => phone && cellLink(`tel:${phone.replace(/[^+\d]/g, '')}`, phone),
    plain: true,
  },
  website: { cell: ({ contactInfo: { website } }) => website && webLink(website), plain: true },
  industry: { cell: ({ contactInfo }) => contactInfo.industry },
  source: { cell: ({ source }) => source },
  city: { cell: ({ address }) => address.city },
  country: { cell: ({ address }) => address.country },
  lastContactAt: {
    cell: ({ lastContactAt }) =>
      lastContactAt ? formatNearDay(lastContactAt, zone, now) : html`<span class="text-muted">Never</span>`,
    sort: '-lastContactAt',
  },
  createdAt: { cell: ({ createdAt }) => formatDay(createdAt, zone, now), sort: '-createdAt' },
  updatedAt: { cell: ({ updatedAt }) => formatNearDay(updatedAt, zone, now), sort: '-updatedAt' },
});

/** A web address without what every one has. */
const webLink = (address: string) => cellLink(address, address.replace(/^https?:\/\/(www\.)?|\/$/gi, ''));

/** The columns of a list of customers, by name. */
export function customerColumns(names: readonly string[], shown: Shown): Column<Customer>[] {
  const cells = cellsOf(shown);
  return names.map((name) => ({
    name,
    label: columnLabel('customers', name, shown.fields),
    ...(cells[name] ?? { cell: (customer: Customer) => fieldValue(customer, name, shown.fields) }),
  }));
}

function fieldValue({ customFields }: Customer, name: string, fields: readonly CustomField[]) {
  const key = fieldKeyOf(name) ?? '';
  const value = customFields[key];
  const words = wordsOfValue(value);
  if (words === '') return null;
  const type = fields.find((field) => field.key === key)?.type;
  if (type === 'url') return webLink(words);
  return type === 'multi-select' && Array.isArray(value) ? tagChips(value) : words;
}

/** What a customer is called, and what no column says of how to reach them and what they do. */
export const customerCell = (customer: Customer, columns: readonly string[], isCompact: boolean) => {
  const { email, phone, industry } = customer.contactInfo;
  const known = Object.entries({ person: person(customer), email, phone, industry });
  const line = known
    .filter(([name, value]) => value && !columns.includes(name) && value !== customerName(customer))
    .map(([, value]) => value)
    .join(', ');
  return html`<a href="/app/customers/${customer.id}" class="task-link">${customerName(customer)}</a>
    ${line && !isCompact ? html`<p class="task-about">${line}</p>` : nothing}`;
};
