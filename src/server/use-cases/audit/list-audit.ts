import type { AuditEntry, ListAuditQuery } from '../../../lib/contracts/audit.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentAudit } from './present-audit.ts';

/** The audit log, newest first, page by page. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor. */
export async function listAudit({ ports, actor }: Context, query: ListAuditQuery): Promise<Page<AuditEntry>> {
  requirePermission(actor, 'audit.read', 'read the audit log');
  const { items, ...rest } = await ports.audit.list(query);
  return { items: await presentAudit(ports, items), ...rest };
}
