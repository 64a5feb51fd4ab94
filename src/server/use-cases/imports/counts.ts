import type { ImportCounts } from '../../../lib/contracts/import.ts';
import type { Outcome } from './plan-rows.ts';

export const noCounts: ImportCounts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };

/** The counts with some rows more. */
export function withRows(counts: ImportCounts, rows: readonly { outcome: Outcome }[]): ImportCounts {
  const more = { ...counts };
  for (const { outcome } of rows) more[outcome] += 1;
  return more;
}

export const sumOf = (counts: ImportCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
