import { parse } from 'csv-parse/sync';
import { importDelimiters, type ImportEncoding } from '../../../lib/contracts/import.ts';

type Delimiter = (typeof importDelimiters)[number];

/** Rows looked at. */
const most = 50;

/** The delimiter that splits the beginning of a file into the most columns of which each row has the same number. */
export function findDelimiter(beginning: Uint8Array, encoding: ImportEncoding): Delimiter {
  const text = new TextDecoder(encoding).decode(beginning);
  const scores = importDelimiters.map((delimiter) => ({ delimiter, score: scoreOf(text, delimiter) }));
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).delimiter;
}

function scoreOf(text: string, delimiter: Delimiter): number {
  const rows = rowsOf(text, delimiter);
  const width = rows[0]?.length ?? 0;
  if (width < 2) return 0;
  const alike = rows.filter((cells) => cells.length === width).length / rows.length;
  // What splits every row alike is right, however few columns it makes; among such, the more the better.
  return alike * 1000 + Math.min(width, 500);
}

function rowsOf(text: string, delimiter: Delimiter): string[][] {
  const options = {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    to: most,
  };
  try {
    const rows = parse(text, options);
    // The last row may be cut.
    return rows.length < most && rows.length > 1 ? rows.slice(0, -1) : rows;
  } catch {
    return [];
  }
}
