import type { Readable } from 'node:stream';
import type { AuditEntry, AuditFilters } from '../../../lib/contracts/audit.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { AuditRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { csvFile } from '../shared/csv-file.ts';
import { noteExport } from './note-export.ts';
import { presentAudit } from './present-audit.ts';

/** Entries whose members are looked up together. */
const together = 200;

const header = ['Time', 'What', 'Who', 'Who, id', 'Address', 'Program', 'About', 'Name', 'Id', 'How many', 'Details'];

const row = ({ at, kind, actor, from, subject, count, changes }: AuditEntry): (string | null)[] => [
  at,
  kind,
  actor.name,
  actor.id,
  from?.ip ?? null,
  from?.userAgent ?? null,
  subject?.type ?? null,
  subject?.name ?? null,
  subject?.id ?? null,
  String(count),
  changes.length > 0 ? JSON.stringify(changes) : null,
];

/**
 * The audit log as a CSV file, newest first, read and written as it is taken. That it was exported is noted in it.
 * @throws ProblemError `forbidden`
 */
export async function exportAudit(context: Context, filters: AuditFilters): Promise<Readable> {
  const { ports, actor } = context;
  requirePermission(actor, 'audit.read', 'export the audit log');
  await noteExport(context, { type: 'audit', id: null, name: null }, filters);
  return csvFile(header, rows(ports, await ports.audit.each(filters)));
}

async function* rows(ports: Ports, records: AsyncIterable<AuditRecord>): AsyncGenerator<(string | null)[]> {
  let page: AuditRecord[] = [];
  for await (const record of records) {
    page.push(record);
    if (page.length < together) continue;
    yield* (await presentAudit(ports, page)).map(row);
    page = [];
  }
  yield* (await presentAudit(ports, page)).map(row);
}
