import type { Page } from '../../../lib/contracts/common.ts';
import type { Import, ListImportsQuery } from '../../../lib/contracts/import.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';
import { summariseImport } from './present-import.ts';

/** The caller's own imports, newest first. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor. */
export async function listImports({ ports, actor }: Context, query: ListImportsQuery): Promise<Page<Import>> {
  requirePermission(actor, 'customers.import', 'import customers');
  const { id: requestedBy } = requireMember(actor, 'list imports');
  const { items, ...rest } = await ports.imports.list({ ...query, requestedBy });
  return { items: await Promise.all(items.map((record) => summariseImport(ports, record))), ...rest };
}
