import type { Page } from '../../../lib/contracts/common.ts';
import type { Erasure, ListErasuresQuery } from '../../../lib/contracts/erasure.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { ErasureRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';

/** Which customers were erased, newest first, page by page. Throws ProblemError `forbidden`, or `validation_failed`. */
export async function listErasures({ ports, actor }: Context, query: ListErasuresQuery): Promise<Page<Erasure>> {
  requirePermission(actor, 'customers.erase', 'see which customers were erased');
  const { items, ...rest } = await ports.erasures.list(query);
  return { items: await presentErasures(ports, items), ...rest };
}

/** Records of erasures as the API shows them. */
export async function presentErasures(
  ports: Pick<Ports, 'users'>,
  records: readonly ErasureRecord[],
): Promise<Erasure[]> {
  const members = await memberRefs(
    ports,
    records.map(({ erasedBy }) => erasedBy),
  );
  return records.map(({ at, erasedBy, ...record }) => ({
    ...record,
    at: at.toISOString(),
    erasedBy: refOf(erasedBy, members),
  }));
}
