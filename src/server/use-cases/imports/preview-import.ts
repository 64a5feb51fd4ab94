import type { ImportPreview } from '../../../lib/contracts/import.ts';
import type { Context } from '../../ports/index.ts';
import type { ImportRecord } from '../../records/index.ts';
import { rowWorld } from './row-world.ts';
import { rowPlanner, type Outcome } from './plan-rows.ts';
import { readStart, splitHeading } from './read-file.ts';

/** Rows looked at, at most. */
export const previewRows = 500;
const shownRows = 10;
const shownFaults = 40;
const longestCell = 200;

const outcomes: Record<Outcome, ImportPreview['rows'][number]['outcome']> = {
  created: 'create',
  updated: 'update',
  unchanged: 'update',
  skipped: 'skip',
  failed: 'fault',
};

/** What would become of the first rows. Throws ProblemError `validation_failed` for a row that cannot be read. */
export async function previewImport({ ports, actor }: Context, record: ImportRecord): Promise<ImportPreview> {
  const { file, options } = record;
  const start = await readStart(ports, file.id, { format: options, most: previewRows });
  const { data } = splitHeading(start.rows, options.hasHeader);
  const { rows } = await rowPlanner(ports, record, await rowWorld({ ports, actor }))(data);
  const isFaulty = ({ outcome }: { outcome: Outcome }) => outcome === 'failed';
  const later = rows.slice(shownRows).filter(isFaulty).slice(0, shownFaults);
  return {
    rows: [...rows.slice(0, shownRows), ...later].map(({ row, cells, outcome, faults }) => ({
      row,
      cells: cells.map((cell) => (cell.length > longestCell ? `${cell.slice(0, longestCell)}…` : cell)),
      outcome: outcomes[outcome],
      faults,
    })),
    checked: rows.length,
    faulty: rows.filter(isFaulty).length,
    complete: start.complete,
  };
}
