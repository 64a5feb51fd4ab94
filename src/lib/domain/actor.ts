import type { Role } from '../contracts/user.ts';
import type { Permission } from '../contracts/permission.ts';

/** From where a member acts. */
export interface Origin {
  ip: string | null;
  userAgent: string | null;
}

/** Whoever does a thing. Members carry their session, so that ending it ends what they may do. */
export type Actor =
  | {
      kind: 'member';
      id: string;
      role: Role;
      name: string;
      permissions: ReadonlySet<Permission>;
      /** Sees, and so changes, no records but their own: see own-records.ts. */
      ownOnly: boolean;
      /** The session's hash; its id is the cookie's secret and never leaves the session store. */
      sessionHash: string;
      /** The API key a program acts with on the member's behalf; `permissions` are then what both may. */
      key?: { id: string; name: string };
      /** From where this request comes; nothing for work in the background. */
      from?: Origin;
    }
  | { kind: 'system'; id: null; name: 'Throughline' }
  /** A visitor's form on the website; nobody says who filled it in. */
  | { kind: 'lead_form'; id: null; name: string; permissions: ReadonlySet<Permission> }
  | { kind: 'automation' | 'import'; id: string; name: string; permissions: ReadonlySet<Permission> };

export type MemberActor = Extract<Actor, { kind: 'member' }>;

/** The system acts on behalf of no one and may do everything; all others hold their rights with them. */
export const may = (actor: Actor, permission: Permission): boolean =>
  actor.kind === 'system' || actor.permissions.has(permission);

/** Who did a thing, as histories, events and the audit log keep it: a key by its own name, not its member's. */
export const signatureOf = (actor: Actor): { kind: string; id: string | null; name: string } =>
  actor.kind === 'member' && actor.key
    ? { kind: 'api_key', id: actor.key.id, name: `API key ${actor.key.name}` }
    : { kind: actor.kind, id: actor.id, name: actor.name };
