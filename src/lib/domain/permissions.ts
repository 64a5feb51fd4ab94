import type { Role } from '../contracts/user.ts';

/** Every right there is. One word per thing a member may do; the table below is the only place that grants them. */
export const permissions = [
  'tasks.read',
  'tasks.write',
  'tasks.delete',
  'customers.read',
  'customers.write',
  'customers.delete',
  'customers.export',
  'customers.import',
  'deals.read',
  'deals.write',
  'deals.delete',
  'ai.generate',
  'prompts.read',
  'users.read',
  'users.write',
  'mails.read',
  'usage.read',
  'jobs.manage',
  'settings.write',
] as const;
export type Permission = (typeof permissions)[number];

const staff: readonly Permission[] = [
  'tasks.read',
  'tasks.write',
  'tasks.delete',
  'customers.read',
  'customers.write',
  'customers.delete',
  'customers.export',
  'customers.import',
  'deals.read',
  'deals.write',
  'deals.delete',
  'ai.generate',
];

/** The permission matrix: what each role may do. */
export const rolePermissions: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set(permissions),
  sales: new Set(staff),
  marketing: new Set(staff),
};

const isPermission = (word: string): word is Permission => (permissions as readonly string[]).includes(word);

/** What a member may do: the role's rights and those granted to the member besides. Unknown words grant nothing. */
export const permissionsOf = (member: { role: Role; extra: readonly string[] }): ReadonlySet<Permission> =>
  new Set([...rolePermissions[member.role], ...member.extra.filter(isPermission)]);
