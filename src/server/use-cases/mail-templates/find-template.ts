import { id as idSchema } from '../../../lib/contracts/common.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { MailTemplateRecord } from '../../records/index.ts';

/** The template with this id. Throws ProblemError `not_found` when there is none, or when it is in the bin. */
export async function findTemplate(
  { mailTemplates }: Pick<Ports, 'mailTemplates'>,
  id: string,
): Promise<MailTemplateRecord> {
  const found = await mailTemplates.find(id);
  if (found?.deletedAt !== null) throw notFound('mail template');
  return found;
}

/** The living template with this id or name, as automations know it; null when there is none. */
export async function templateCalled(
  { mailTemplates }: Pick<Ports, 'mailTemplates'>,
  nameOrId: string,
): Promise<MailTemplateRecord | null> {
  const ofId = idSchema.safeParse(nameOrId).success ? await mailTemplates.find(nameOrId) : null;
  return ofId?.deletedAt === null ? ofId : mailTemplates.named(nameOrId);
}
