import type { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { ListCustomersQuery } from '../../../lib/contracts/customer.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';
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
  ['Last contact', ({ lastContactAt }) => lastContactAt?.toISOString() ?? null],
  ['Created', ({ createdAt }) => createdAt.toISOString()],
  ['Updated', ({ updatedAt }) => updatedAt.toISOString()],
];

/**
 * The customers that match as a CSV file (RFC 4180, UTF-8 with a byte order mark), read and written as it is taken.
 * Cells a spreadsheet would run as formulas begin with an apostrophe.
 * @throws ProblemError `forbidden`
 */
export function exportCustomers({ ports, actor }: Context, filters: Filters): Readable {
  requirePermission(actor, 'customers.export', 'export customers');
  const query = resolveMe({ ...filters, limit: 1 }, actor);
  const file = stringify({ bom: true, record_delimiter: 'windows', escape_formulas: true });
  void write(ports, query, file);
  return file;
}

/** Rows as fast as they are taken; whatever fails ends the file with the failure. */
async function write(ports: Ports, query: ListCustomersQuery, file: ReturnType<typeof stringify>): Promise<void> {
  try {
    const owners = new Map((await ports.users.members()).map((member) => [member.id, memberName(member)]));
    file.write(columns.map(([header]) => header));
    for await (const customer of await ports.customers.each(query)) {
      if (file.destroyed) return;
      const row = columns.map(([, value]) => value(customer, owners));
      if (!file.write(row)) await drained(file);
    }
    file.end();
  } catch (error) {
    file.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Resolves when there is room again, or nobody takes any more. */
const drained = (file: ReturnType<typeof stringify>): Promise<void> =>
  new Promise((resolve) => {
    file.once('drain', resolve).once('close', resolve);
  });
