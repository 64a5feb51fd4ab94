import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { listColumns } from '../../../lib/contracts/view.ts';
import { wordsOfValue } from '../../../lib/domain/custom-fields/values.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import { columnLabel } from '../../../lib/domain/views/column-words.ts';
import { fieldKeyOf } from '../../../lib/domain/views/standard.ts';
import type { CustomerRecord, CustomFieldRecord } from '../../records/index.ts';

type Value = (customer: CustomerRecord, owners: ReadonlyMap<string, string>) => string | null;
export type ExportColumn = [header: string, value: Value];

const owner: Value = ({ assignedTo }, owners) => (assignedTo === null ? null : (owners.get(assignedTo) ?? assignedTo));
const tags: Value = (customer) => customer.tags.join(', ');
const contacted: Value = ({ lastContactAt }) => lastContactAt?.toISOString() ?? null;
const created: Value = ({ createdAt }) => createdAt.toISOString();
const updated: Value = ({ updatedAt }) => updatedAt.toISOString();

const usual: ExportColumn[] = [
  ['Id', ({ id }) => id],
  ['Company', ({ contactInfo }) => contactInfo.company],
  ['First name', ({ contactInfo }) => contactInfo.name.first],
  ['Last name', ({ contactInfo }) => contactInfo.name.last],
  ['Email', ({ contactInfo }) => contactInfo.email],
  ['Phone', ({ contactInfo }) => contactInfo.phone],
  ['Website', ({ contactInfo }) => contactInfo.website],
  ['Industry', ({ contactInfo }) => contactInfo.industry],
  ['Street', ({ address }) => address.street],
  ['Post code', ({ address }) => address.zipCode],
  ['City', ({ address }) => address.city],
  ['State', ({ address }) => address.state],
  ['Country', ({ address }) => address.country],
  ['Status', ({ status }) => status],
  ['Source', ({ source }) => source],
  ['Owner', owner],
  ['Tags', tags],
];
const times: ExportColumn[] = [
  ['Last contact', contacted],
  ['Created', created],
  ['Updated', updated],
];

/** Everything: a column for each custom field by its label, and one for all that is not defined, or archived. */
export function allColumns(fields: readonly CustomFieldRecord[]): ExportColumn[] {
  const living = fields.filter(({ archived }) => !archived);
  const own = living.map(({ key, label }): ExportColumn => [label, valueOfField(key)]);
  const keys = new Set(living.map(({ key }) => key));
  const others: ExportColumn = [
    'Custom fields',
    ({ customFields }) => {
      const rest = Object.entries(customFields).filter(([key]) => !keys.has(key));
      return rest.length > 0 ? JSON.stringify(Object.fromEntries(rest)) : null;
    },
  ];
  return [...usual, ...own, others, ...times];
}

const valueOfField =
  (key: string): Value =>
  ({ customFields }) =>
    wordsOfValue(customFields[key]);

const ofList: Record<(typeof listColumns.customers)[number], Value> = {
  status: ({ status }) => status,
  assignee: owner,
  tags,
  person: ({ contactInfo: { name } }) => [name.first, name.last].filter(Boolean).join(' ') || null,
  email: ({ contactInfo }) => contactInfo.email,
  phone: ({ contactInfo }) => contactInfo.phone,
  website: ({ contactInfo }) => contactInfo.website,
  industry: ({ contactInfo }) => contactInfo.industry,
  source: ({ source }) => source,
  city: ({ address }) => address.city,
  country: ({ address }) => address.country,
  lastContactAt: contacted,
  createdAt: created,
  updatedAt: updated,
};
const isOfList = (name: string): name is keyof typeof ofList => Object.hasOwn(ofList, name);

/**
 * The columns of a list in order, and `name`.
 * @throws ProblemError `validation_failed` for what is no column
 */
export const chosenColumns = (names: readonly string[], fields: readonly CustomFieldRecord[]): ExportColumn[] =>
  names.map((name) => {
    if (name === 'name') return ['Customer', (customer) => customerName(customer)];
    if (isOfList(name)) return [columnLabel('customers', name), ofList[name]];
    const field = fields.find(({ key }) => key === fieldKeyOf(name));
    if (!field) throw invalid('columns', `${name} is no column of customers`);
    return [field.label, valueOfField(field.key)];
  });
