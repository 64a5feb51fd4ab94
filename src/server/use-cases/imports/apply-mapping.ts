import type { ImportColumn, ImportTarget } from '../../../lib/contracts/import.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import { customName } from '../../../lib/domain/import/map-columns.ts';

interface Choice {
  index: number;
  to: ImportTarget;
  field?: string | null | undefined;
  /** How the caller called the column. */
  name?: string;
}

/** The columns with what someone chose for some of them. Throws ProblemError `validation_failed` for one that is not there. */
export function applyMapping(columns: readonly ImportColumn[], choices: readonly Choice[]): ImportColumn[] {
  const byIndex = new Map(choices.map((choice) => [choice.index, choice]));
  for (const { index, name } of choices) {
    if (columns[index]) continue;
    throw name === undefined
      ? invalid('columns', `there is no column ${index}`)
      : invalid('mapping', `the file has no column “${name}”`);
  }
  return columns.map((column) => {
    const choice = byIndex.get(column.index);
    if (!choice) return column;
    const { to, field } = choice;
    return { ...column, to, field: to === 'custom' ? (field ?? customName(column.header)) : null };
  });
}
