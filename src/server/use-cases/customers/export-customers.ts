import type { Readable } from 'node:stream';
import type { ListCustomersQuery } from '../../../lib/contracts/customer.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { noteExport } from '../audit/note-export.ts';
import { requirePermission } from '../shared/authorise.ts';
import { csvFile } from '../shared/csv-file.ts';
import { memberName } from '../shared/member-refs.ts';
import { resolveMe } from '../tasks/list-tasks.ts';

type Filters = Omit<ListCustomersQuery, 'limit' | 'cursor'>;
type Column = [header: string, value: (customer: CustomerRecord, owners: ReadonlyMap<string, string>) => string | null];

const columns: Column[] = [
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
  ['Custom fields', ({ customFields }) => (Object.keys(customFields).length > 0 ? JSON.stringify(customFields) : null)],
  ['Created', ({ createdAt }) => createdAt.toISOString()],
  ['Updated', ({ updatedAt }) => updatedAt.toISOString()],
];

/**
 * The customers that match as a CSV file, read and written as it is taken. That they were exported is noted before.
 * @throws ProblemError `forbidden`
 */
export async function exportCustomers(context: Context, filters: Filters): Promise<Readable> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.export', 'export customers');
  const query = resolveMe({ ...filters, limit: 1 }, actor);
  await noteExport(context, { type: 'customer', id: null, name: null }, filters);
  return csvFile(
    columns.map(([header]) => header),
    rows(ports, query),
  );
}

async function* rows(ports: Ports, query: ListCustomersQuery): AsyncGenerator<(string | null)[]> {
  const owners = new Map((await ports.users.members()).map((member) => [member.id, memberName(member)]));
  for await (const customer of await ports.customers.each(query))
    yield columns.map(([, value]) => value(customer, owners));
}
