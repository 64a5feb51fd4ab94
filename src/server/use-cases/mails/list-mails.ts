import type { Page } from '../../../lib/contracts/common.ts';
import type { ListMailsQuery, Mail } from '../../../lib/contracts/mail.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentMail } from './present-mail.ts';

/** Mails kept, queued, sent and failed, newest first. Throws ProblemError `forbidden`, or `validation_failed`. */
export async function listMails({ ports, actor }: Context, query: ListMailsQuery): Promise<Page<Mail>> {
  requirePermission(actor, 'mails.read', 'read mails');
  const { items, total, nextCursor } = await ports.mails.list(query);
  return { items: items.map(presentMail), total, nextCursor };
}
