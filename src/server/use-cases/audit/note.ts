import type { Actor } from '../../../lib/domain/actor.ts';
import type { AuditNote } from '../../../lib/domain/audit.ts';
import type { Ports } from '../../ports/index.ts';

/** Writes something down that changes nothing else. */
export const noteInAudit = ({ commit }: Pick<Ports, 'commit'>, actor: Actor, note: AuditNote): Promise<void> =>
  commit({ actor, events: [], audit: [note], write: () => Promise.resolve() });
