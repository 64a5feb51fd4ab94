import { z } from 'zod';
import { activity } from './activity.ts';
import { id, instant, listOf, pageQuery } from './common.ts';

export const auditKinds = [
  'sign_in',
  'sign_in_failed',
  'session_ended',
  'password_changed',
  'member_joined',
  'member_invited',
  'member_changed',
  'key_made',
  'key_revoked',
  'settings_changed',
  'exported',
  'deleted',
  'restored',
  'merged',
  'merge_undone',
  'purged',
] as const;
export type AuditKind = (typeof auditKinds)[number];

export const auditSubjects = [
  'customer',
  'deal',
  'task',
  'pipeline',
  'template',
  'member',
  'key',
  'settings',
  'import',
  'audit',
  'view',
  'data',
] as const;
export type AuditSubjectType = (typeof auditSubjects)[number];

/** One thing that someone may have to answer for. Never changed, and gone after a year. */
export const auditEntry = z
  .object({
    id,
    kind: z.enum(auditKinds),
    at: instant,
    actor: z
      .object({ kind: z.string(), id: id.nullable(), name: z.string() })
      .describe('Who did it. A `visitor` is who tried to log in, by the email that was typed.'),
    from: z
      .object({ ip: z.string().nullable(), userAgent: z.string().nullable() })
      .nullable()
      .describe('From where; null for what goes on in the background.'),
    subject: z
      .object({ type: z.enum(auditSubjects), id: id.nullable(), name: z.string() })
      .nullable()
      .describe('What it was done to, by the name it had then; the first of them when `count` is more than 1.'),
    count: z.int().describe('To how many it was done at once.'),
    changes: activity.shape.changes.describe('What became different, or what was asked for.'),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditFilters = z.object({
  actor: id.optional().describe('What this member did.'),
  kind: listOf(auditKinds).optional(),
  from: instant.optional().describe('From this instant on.'),
  to: instant.optional().describe('Before this instant.'),
});
export type AuditFilters = z.infer<typeof auditFilters>;

export const listAuditQuery = pageQuery(['at'], '-at').omit({ q: true }).extend(auditFilters.shape);
export type ListAuditQuery = z.infer<typeof listAuditQuery>;
