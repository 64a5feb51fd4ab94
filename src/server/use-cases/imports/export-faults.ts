import type { Readable } from 'node:stream';
import type { Context } from '../../ports/index.ts';
import { noteExport } from '../audit/note-export.ts';
import { csvFile } from '../shared/csv-file.ts';
import { findImport } from './find-import.ts';

/**
 * The rows of an import that failed, as a CSV file: as they stood, each with its row and the reason. Mended, it can be
 * imported as it is. Cells a spreadsheet would run as formulas begin with an apostrophe.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function exportFaults(context: Context, id: string): Promise<{ name: string; file: Readable }> {
  const { ports } = context;
  const record = await findImport(context, id);
  await noteExport(context, { type: 'import', id, name: record.file.name }, {});
  const headers = record.columns.map(({ header }) => header);
  const rows = await ports.imports.faults(id);
  async function* lines(): AsyncGenerator<string[]> {
    for await (const { row, cells, reason } of rows) {
      yield [...headers.map((_, index) => cells[index] ?? ''), String(row), reason, ...cells.slice(headers.length)];
    }
  }
  const file = csvFile([...headers, 'Import row', 'Import fault'], lines());
  return { name: `${record.file.name.replace(/\.\w{1,5}$/, '')} - failed rows.csv`, file };
}
