import type { Permission } from '../../lib/contracts/permission.ts';

type Area = 'Customers' | 'Deals' | 'Pipelines' | 'Tasks and plans' | 'The company';

/** What people read for each permission, by what it is about; the order is that of the page. */
const words: Record<Permission, readonly [area: Area, may: string]> = {
  'customers.read': ['Customers', 'See customers, their notes and histories'],
  'customers.write': ['Customers', 'Create and change customers, add notes'],
  'customers.delete': ['Customers', 'Delete and restore customers; with changing them, merge them'],
  'customers.import': ['Customers', 'Import customers from files'],
  'customers.export': ['Customers', 'Export customers to files'],
  'customers.erase': ['Customers', 'Erase all data of a customer for good'],
  'customers.mail': ['Customers', 'Send mails to customers'],
  'deals.read': ['Deals', 'See deals and what they are worth'],
  'deals.write': ['Deals', 'Create and change deals, win and lose them'],
  'deals.delete': ['Deals', 'Delete and restore deals'],
  'pipelines.read': ['Pipelines', 'See pipelines and their stages'],
  'pipelines.configure': ['Pipelines', 'Create, change and delete pipelines and stages'],
  'tasks.read': ['Tasks and plans', 'See tasks, their plans and histories'],
  'tasks.write': ['Tasks and plans', 'Create and change tasks and plans'],
  'tasks.delete': ['Tasks and plans', 'Delete and restore tasks'],
  'time.manage': ['Tasks and plans', 'Change and remove time that others noted'],
  'views.share': ['The company', 'Share views of lists with the team'],
  'ai.generate': ['Tasks and plans', 'Have models asked, for plans, insights and mails'],
  'prompts.read': ['Tasks and plans', 'See the prompt a plan was made with'],
  'usage.read': ['The company', 'See what everyone uses of AI'],
  'users.read': ['The company', 'See all accounts'],
  'users.write': ['The company', 'Invite members, change roles and permissions'],
  'mails.read': ['The company', 'Read the mail outbox'],
  'mails.send': ['The company', 'Send mails of the outbox again'],
  'jobs.manage': ['The company', 'See, cancel and undo everyone’s long work'],
  'records.moderate': ['The company', 'Correct what others logged, delete what others said, change views others share'],
  'settings.write': ['The company', 'Change settings'],
  'data.export': ['The company', 'Export all data, back up the database'],
  'audit.read': ['The company', 'Read and export the audit log'],
};

export const permissionWords = (permission: string): string =>
  Object.hasOwn(words, permission) ? words[permission as Permission][1] : permission;

/** Whether it is about records, which a role can be limited to its own of. */
export const aboutRecords = (permission: Permission): boolean => /^(customers|deals|tasks)\./.test(permission);

/** All permissions by area. */
export const permissionAreas: { area: Area; rows: { permission: Permission; may: string }[] }[] = [
  ...Map.groupBy(Object.entries(words) as [Permission, (typeof words)[Permission]][], ([, [area]]) => area),
].map(([area, rows]) => ({ area, rows: rows.map(([permission, [, may]]) => ({ permission, may })) }));
