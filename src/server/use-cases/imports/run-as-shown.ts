import type { UpdateImportRequest } from '../../../lib/contracts/import.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { findImport } from './find-import.ts';
import { startImport } from './start-import.ts';
import { updateImport } from './update-import.ts';

/**
 * Runs an import with what was chosen last in its form, unless that reads the file another way: then its columns are
 * others, and nobody has seen them yet.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed`, or `conflict`
 */
export async function runAsShown(
  context: Context,
  { id, change }: { id: string; change: UpdateImportRequest },
): Promise<void> {
  const { options } = await findImport(context, id);
  await updateImport(context, { id, change });
  const reread = (['delimiter', 'encoding', 'hasHeader'] as const).some(
    (name) => change[name] !== undefined && change[name] !== options[name],
  );
  if (reread) {
    throw new ProblemError(
      'conflict',
      'The file is read another way now, so its columns are others. Look at them, and import then.',
    );
  }
  await startImport(context, id);
}
