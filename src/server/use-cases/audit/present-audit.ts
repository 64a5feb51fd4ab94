import type { AuditEntry } from '../../../lib/contracts/audit.ts';
import type { Ports } from '../../ports/index.ts';
import type { AuditRecord } from '../../records/index.ts';
import { memberRefs } from '../shared/member-refs.ts';

/** Entries in the contract's shape, in one read of the members that are named by id alone. */
export async function presentAudit(
  ports: Pick<Ports, 'users'>,
  records: readonly AuditRecord[],
): Promise<AuditEntry[]> {
  const refs = await memberRefs(
    ports,
    records.map(({ subject }) => (subject?.type === 'member' && subject.name === null ? subject.id : null)),
  );
  return records.map(({ at, subject, ...record }) => ({
    ...record,
    at: at.toISOString(),
    subject: subject && { ...subject, name: subject.name ?? refs.get(subject.id ?? '')?.name ?? '' },
  }));
}
