import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Context } from '../../ports/index.ts';
import { findImport } from './find-import.ts';

/**
 * The rows of an import that failed, as a CSV file: as they stood, each with its row and the reason. Mended, it can be
 * imported as it is. Cells a spreadsheet would run as formulas begin with an apostrophe.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function exportFaults(context: Context, id: string): Promise<{ name: string; file: Readable }> {
  const { ports } = context;
  const record = await findImport(context, id);
  const headers = record.columns.map(({ header }) => header);
  const rows = await ports.imports.faults(id);
  async function* lines(): AsyncGenerator<string[]> {
    yield [...headers, 'Import row', 'Import fault'];
    for await (const { row, cells, reason } of rows) {
      yield [...headers.map((_, index) => cells[index] ?? ''), String(row), reason, ...cells.slice(headers.length)];
    }
  }
  const file = stringify({ bom: true, record_delimiter: 'windows', escape_formulas: true });
  const source = Readable.from(lines());
  source.on('error', (error) => file.destroy(error));
  file.on('close', () => source.destroy());
  return { name: `${record.file.name.replace(/\.\w{1,5}$/, '')} - failed rows.csv`, file: source.pipe(file) };
}
