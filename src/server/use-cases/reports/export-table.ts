import type { Readable } from 'node:stream';
import type { ReportId, ReportQuery } from '../../../lib/contracts/report.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { csvFile } from '../shared/csv-file.ts';
import { getReport } from './get-report.ts';

/**
 * One table of a report as a CSV file; numbers as they are, shares from 0 to 1, times in minutes.
 * @throws ProblemError as `getReport`, and `not_found` for a table the report does not have
 */
export async function exportReportTable(
  context: Context,
  { id, table: tableId, query }: { id: ReportId; table: string; query: ReportQuery },
): Promise<Readable> {
  const { tables } = await getReport(context, { id, query });
  const table = tables.find((one) => one.id === tableId);
  if (!table) throw notFound('table in this report');
  const { columns, rows } = table;
  async function* cells() {
    for (const row of rows) yield columns.map(({ key }) => asText(row.cells[key] ?? null));
  }
  return csvFile(
    columns.map(({ label }) => label),
    cells(),
  );
}

const asText = (value: string | number | null): string | null => (value === null ? null : String(value));
