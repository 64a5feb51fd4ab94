import type { Readable } from 'node:stream';
import type { ListCustomersQuery } from '../../../lib/contracts/customer.ts';
import { wordsOfValue } from '../../../lib/domain/custom-fields/values.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { CustomerRecord, CustomFieldRecord } from '../../records/index.ts';
import { noteExport } from '../audit/note-export.ts';
import { checkFieldFilters } from '../custom-fields/check-filters.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';
import { requirePermission } from '../shared/authorise.ts';
import { csvFile } from '../shared/csv-file.ts';
import { memberName } from '../shared/member-refs.ts';
import { resolveMe } from '../tasks/list-tasks.ts';

type Filters = Omit<ListCustomersQuery, 'limit' | 'cursor'>;
type Column = [header: string, value: (customer: CustomerRecord, owners: ReadonlyMap<string, string>) => string | null];

const usual: Column[] = [
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
  ['Owner', ({ assignedTo }, owners) => (assignedTo === null ? null : (owners.get(assignedTo) ?? assignedTo))],
  ['Tags', ({ tags }) => tags.join(', ')],
];
const times: Column[] = [
  ['Last contact', ({ lastContactAt }) => lastContactAt?.toISOString() ?? null],
  ['Created', ({ createdAt }) => createdAt.toISOString()],
  ['Updated', ({ updatedAt }) => updatedAt.toISOString()],
];

/** A column for each custom field by its label, and one for all that is not defined, or archived. */
function columnsWith(fields: readonly CustomFieldRecord[]): Column[] {
  const living = fields.filter(({ archived }) => !archived);
  const own = living.map(({ key, label }): Column => [label, ({ customFields }) => wordsOfValue(customFields[key])]);
  const keys = new Set(living.map(({ key }) => key));
  const others: Column = [
    'Custom fields',
    ({ customFields }) => {
      const rest = Object.entries(customFields).filter(([key]) => !keys.has(key));
      return rest.length > 0 ? JSON.stringify(Object.fromEntries(rest)) : null;
    },
  ];
  return [...usual, ...own, others, ...times];
}

/**
 * The customers that match as a CSV file, read and written as it is taken. That they were exported is noted before.
 * @throws ProblemError `forbidden` or `validation_failed`
 */
export async function exportCustomers(context: Context, filters: Filters): Promise<Readable> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.export', 'export customers');
  await checkFieldFilters(ports, filters);
  const columns = columnsWith((await findCustomFields(ports)).fields);
  const query = resolveMe({ ...filters, limit: 1 }, actor);
  await noteExport(context, { type: 'customer', id: null, name: null }, filters);
  return csvFile(
    columns.map(([header]) => header),
    rows(ports, { query, columns }),
  );
}

async function* rows(
  ports: Ports,
  { query, columns }: { query: ListCustomersQuery; columns: readonly Column[] },
): AsyncGenerator<(string | null)[]> {
  const owners = new Map((await ports.users.members()).map((member) => [member.id, memberName(member)]));
  for await (const customer of await ports.customers.each(query)) {
    yield columns.map(([, value]) => value(customer, owners));
  }
}
