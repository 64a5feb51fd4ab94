import type { Readable } from 'node:stream';
import type { ExportCustomersQuery } from '../../../lib/contracts/customer.ts';
import type { Context, CustomersQuery, Ports } from '../../ports/index.ts';
import { noteExport } from '../audit/note-export.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';
import { requirePermission } from '../shared/authorise.ts';
import { csvFile } from '../shared/csv-file.ts';
import { memberName } from '../shared/member-refs.ts';
import { allColumns, chosenColumns, type ExportColumn } from './export-columns.ts';
import { resolveFilters } from './resolve-filters.ts';

/**
 * The customers that match as a CSV file, read and written as it is taken. That they were exported is noted before.
 * @throws ProblemError `forbidden` or `validation_failed`
 */
export async function exportCustomers(
  context: Context,
  { columns: names, ...filters }: ExportCustomersQuery,
): Promise<Readable> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.export', 'export customers');
  const { fields } = await findCustomFields(ports);
  const columns = names ? chosenColumns(names, fields) : allColumns(fields);
  const query = await resolveFilters(context, { ...filters, limit: 1 });
  await noteExport(context, { type: 'customer', id: null, name: null }, { ...filters, columns: names });
  return csvFile(
    columns.map(([header]) => header),
    rows(ports, { query, columns }),
  );
}

async function* rows(
  ports: Ports,
  { query, columns }: { query: CustomersQuery; columns: readonly ExportColumn[] },
): AsyncGenerator<(string | null)[]> {
  const owners = new Map((await ports.users.members()).map((member) => [member.id, memberName(member)]));
  for await (const customer of await ports.customers.each(query)) {
    yield columns.map(([, value]) => value(customer, owners));
  }
}
