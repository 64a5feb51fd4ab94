import type { Import, UpdateImportRequest } from '../../../lib/contracts/import.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { StaleRecordError, type Context } from '../../ports/index.ts';
import { checkAssignee } from '../tasks/task-references.ts';
import { applyMapping } from './apply-mapping.ts';
import { readColumns } from './create-import.ts';
import { findImport } from './find-import.ts';
import { presentImport } from './present-import.ts';

/**
 * Changes how a file is read and what becomes of its columns, and answers with a new preview. Reading it another way
 * maps the columns anew.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed`, or `conflict` once it is run
 */
export async function updateImport(
  context: Context,
  { id, change }: { id: string; change: UpdateImportRequest },
): Promise<Import> {
  const { ports, actor } = context;
  const record = await findImport(context, id);
  const { columns: choices = [], ...others } = change;
  const options = { ...record.options, ...withoutAbsent(others) };
  if (change.assignedTo) await checkAssignee(ports, change.assignedTo, 'assignedTo');
  const reread = (['delimiter', 'encoding', 'hasHeader'] as const).some((key) => options[key] !== record.options[key]);
  const before = reread ? await readColumns(ports, record.file, options) : record.columns;
  const columns = reread ? before : applyMapping(before, choices);
  const after = { ...record, options, columns };
  // Shown before it is kept: what cannot be read changes nothing.
  const shown = await presentImport(context, after);
  await whileDraft(() =>
    ports.commit({
      actor,
      events: [],
      write: (tx) => ports.imports.update(id, { options, columns }, { whileDraft: true }, tx),
    }),
  );
  return shown;
}

const withoutAbsent = <Value extends object>(value: Value) =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [Key in keyof Value]?: Exclude<Value[Key], undefined>;
  };

/** Throws ProblemError `conflict` for what can only be done before an import is run. */
export async function whileDraft<Result>(commit: () => Promise<Result>): Promise<Result> {
  try {
    return await commit();
  } catch (error) {
    if (!(error instanceof StaleRecordError)) throw error;
    throw runAlready();
  }
}

export const runAlready = () =>
  new ProblemError('conflict', 'This import has been run already. Upload the file again to import it once more.');
