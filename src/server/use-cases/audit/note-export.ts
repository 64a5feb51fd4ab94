import type { AuditNote } from '../../../lib/domain/audit.ts';
import type { Context } from '../../ports/index.ts';
import { noteInAudit } from './note.ts';

/** Writes down that someone takes data away, and by which filters, before the first of it goes. */
export const noteExport = (
  { ports, actor }: Context,
  subject: AuditNote['subject'],
  filters: Record<string, unknown>,
): Promise<void> =>
  noteInAudit(ports, actor, {
    kind: 'exported',
    subject,
    changes: Object.entries(filters)
      .filter(([path, value]) => value !== undefined && path !== 'sort')
      .map(([path, value]) => ({ path, from: null, to: Array.isArray(value) ? value.map(String) : String(value) })),
  });
