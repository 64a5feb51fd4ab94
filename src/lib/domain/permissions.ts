import { permissions, type Permission } from '../contracts/permission.ts';
import type { Role } from '../contracts/user.ts';

const staff: readonly Permission[] = [
  'customers.read',
  'customers.write',
  'customers.delete',
  'customers.import',
  'customers.export',
  'customers.mail',
  'deals.read',
  'deals.write',
  'deals.delete',
  'pipelines.read',
  'tasks.read',
  'tasks.write',
  'tasks.delete',
  'views.share',
  'ai.generate',
];

/** The permission matrix: what each role may do. Nothing else grants anything to a role. */
export const rolePermissions: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set(permissions),
  sales: new Set(staff),
  marketing: new Set(staff),
};

const isPermission = (word: string): word is Permission => (permissions as readonly string[]).includes(word);

/** What a member may do: the role's rights and those granted to the member besides. Unknown words grant nothing. */
export const permissionsOf = (member: { role: Role; extra: readonly string[] }): ReadonlySet<Permission> =>
  new Set([...rolePermissions[member.role], ...member.extra.filter(isPermission)]);
