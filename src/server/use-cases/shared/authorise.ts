import { may, type Actor, type MemberActor } from '../../../lib/domain/actor.ts';
import { forbidden } from '../../../lib/domain/errors.ts';
import type { Permission } from '../../../lib/contracts/permission.ts';

/** Throws ProblemError `forbidden` unless the actor holds the permission. `doing` completes “You may not …”. */
export function requirePermission(actor: Actor, permission: Permission, doing: string): void {
  if (!may(actor, permission)) throw forbidden(doing);
}

/** For what only a signed-in member can do, such as reading their own sessions. Throws ProblemError `forbidden`. */
export function requireMember(actor: Actor, doing: string): MemberActor {
  if (actor.kind !== 'member') throw forbidden(doing);
  return actor;
}
