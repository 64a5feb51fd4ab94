import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { ImportEncoding } from '../../../lib/contracts/import.ts';
import { invalid } from '../../../lib/domain/errors.ts';

export interface CsvRow {
  /** As a spreadsheet counts: from 1, the heading and empty lines included. */
  row: number;
  cells: string[];
}

interface Parsed {
  record: string[];
  info: { records: number; empty_lines: number };
}

/** Characters in one row, at most: more means that a quotation mark is missing. */
const longestRow = 200_000;

export interface CsvFormat {
  delimiter: string;
  encoding: ImportEncoding;
}

/**
 * The rows of a file, read as they are taken; empty lines are passed over. Quotation marks within a cell stay as they
 * are, and rows may be shorter or longer than others.
 * @throws ProblemError `validation_failed` naming the row that cannot be read
 */
export async function* csvRows(
  pieces: AsyncIterable<Uint8Array>,
  { delimiter, encoding }: CsvFormat,
): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    info: true,
  });
  const source = Readable.from(encoding === 'utf-8' ? pieces : decoded(pieces, encoding));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { record: cells, info } of parser as AsyncIterable<Parsed>) {
      yield { row: info.records + info.empty_lines, cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

async function* decoded(pieces: AsyncIterable<Uint8Array>, encoding: ImportEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of pieces) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

function unreadable({ code, records, empty_lines }: CsvError) {
  const row = Number(records) + Number(empty_lines) + 1;
  const unclosed = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
  const why = unclosed
    ? 'a quotation mark is opened there and never closed'
    : 'its quotation marks or separators do not add up';
  return invalid('file', `cannot be read from row ${row} on: ${why}. Mend that row and upload the file again`);
}
