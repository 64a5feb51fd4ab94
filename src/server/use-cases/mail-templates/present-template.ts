import type { MailTemplate } from '../../../lib/contracts/mail-template.ts';
import type { MailTemplateRecord } from '../../records/index.ts';

export const presentTemplate = (record: MailTemplateRecord): MailTemplate => ({
  id: record.id,
  name: record.name,
  subject: record.subject,
  body: record.body,
  deletedAt: record.deletedAt?.toISOString() ?? null,
  version: record.version,
  createdAt: record.createdAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
});
