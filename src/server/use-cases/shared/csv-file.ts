import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/**
 * Rows as a CSV file (RFC 4180, UTF-8 with a byte order mark), written as fast as it is taken. Cells a spreadsheet would
 * run as formulas begin with an apostrophe. Whatever fails ends the file with the failure.
 */
export function csvFile(header: readonly string[], rows: AsyncIterable<readonly (string | null)[]>): Readable {
  async function* lines(): AsyncGenerator<readonly (string | null)[]> {
    yield header;
    yield* rows;
  }
  const file = stringify({ bom: true, record_delimiter: 'windows', escape_formulas: true });
  const source = Readable.from(lines());
  source.on('error', (error) => file.destroy(error));
  file.on('close', () => source.destroy());
  return source.pipe(file);
}
