import { z } from 'zod';

/** Every right there is: one word per thing a member may do. lib/domain/permissions.ts says which role has which. */
export const permissions = [
  'customers.read',
  'customers.write',
  'customers.delete',
  'customers.import',
  'customers.export',
  'customers.erase',
  'customers.mail',
  'deals.read',
  'deals.write',
  'deals.delete',
  'pipelines.read',
  'pipelines.configure',
  'tasks.read',
  'tasks.write',
  'tasks.delete',
  'time.manage',
  'views.share',
  'ai.generate',
  'prompts.read',
  'usage.read',
  'users.read',
  'users.write',
  'mails.read',
  'mails.send',
  'jobs.manage',
  'records.moderate',
  'settings.write',
  'audit.read',
  'data.export',
] as const;
export const permission = z.enum(permissions).meta({ id: 'Permission' });
export type Permission = z.infer<typeof permission>;
