import type { ImportOptions } from '../../../lib/contracts/import.ts';
import { isHeading } from '../../../lib/domain/import/map-columns.ts';
import type { Ports } from '../../ports/index.ts';
import { csvRows, type CsvFormat, type CsvRow } from './csv-rows.ts';

/** The beginning of a file. */
export interface FileStart {
  /** The first rows, a heading included. */
  rows: CsvRow[];
  /** Whether that is all. */
  complete: boolean;
}

/** Throws ProblemError `validation_failed` for a row that cannot be read. */
export async function readStart(
  { imports }: Pick<Ports, 'imports'>,
  fileId: string,
  { format, most }: { format: CsvFormat; most: number },
): Promise<FileStart> {
  const rows: CsvRow[] = [];
  for await (const row of csvRows(await imports.pieces(fileId), format)) {
    if (rows.length === most) return { rows, complete: false };
    rows.push(row);
  }
  return { rows, complete: true };
}

/** The heading, if there is one, and the rows of data. */
export function splitHeading(
  rows: readonly CsvRow[],
  hasHeader: boolean,
): { heading: string[] | null; data: readonly CsvRow[] } {
  return hasHeader ? { heading: rows[0]?.cells ?? [], data: rows.slice(1) } : { heading: null, data: rows };
}

/** The rows of data of a whole file, read as they are taken, from one on. */
export async function* dataRows(
  { imports }: Pick<Ports, 'imports'>,
  fileId: string,
  { options, after }: { options: ImportOptions; after: number },
): AsyncGenerator<CsvRow> {
  let first = true;
  for await (const row of csvRows(await imports.pieces(fileId), options)) {
    const isData = !(first && options.hasHeader);
    first = false;
    if (isData && row.row > after) yield row;
  }
}

export const hasHeading = (rows: readonly CsvRow[]): boolean => rows[0] !== undefined && isHeading(rows[0].cells);
