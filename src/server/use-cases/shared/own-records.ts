import type { Actor } from '../../../lib/domain/actor.ts';
import { ownersOf, type Owned } from '../../../lib/domain/own-records.ts';
import type { Ports } from '../../ports/index.ts';

/**
 * The ports someone acts with. For a member who may only see their own records there are no others: whatever a use-case
 * reads, counts or searches through these. `ports.all` still has everyone's, for what must hold among all records.
 */
export const portsFor = (ports: Ports, actor: Actor | null): Ports =>
  actor?.kind === 'member' && actor.ownOnly ? { ...ports, ...ports.recordsOf(actor.id) } : ports;

/** Whether someone may see a record, as far as that depends on whose it is. */
export const maySeeRecord = (actor: Actor, record: Owned): boolean =>
  actor.kind !== 'member' || !actor.ownOnly || ownersOf(record).includes(actor.id);
