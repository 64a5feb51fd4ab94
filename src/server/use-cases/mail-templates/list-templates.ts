import type { Page } from '../../../lib/contracts/common.ts';
import type { ListMailTemplatesQuery, MailTemplate } from '../../../lib/contracts/mail-template.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findTemplate } from './find-template.ts';
import { presentTemplate } from './present-template.ts';

/** Templates, page by page. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor. */
export async function listMailTemplates(
  { ports, actor }: Context,
  query: ListMailTemplatesQuery,
): Promise<Page<MailTemplate>> {
  requirePermission(actor, 'customers.read', 'read mail templates');
  const { items, ...rest } = await ports.mailTemplates.list(query);
  return { items: items.map(presentTemplate), ...rest };
}

/** One template. Throws ProblemError `forbidden` or `not_found`. */
export async function getMailTemplate({ ports, actor }: Context, id: string): Promise<MailTemplate> {
  requirePermission(actor, 'customers.read', 'read mail templates');
  return presentTemplate(await findTemplate(ports, id));
}
