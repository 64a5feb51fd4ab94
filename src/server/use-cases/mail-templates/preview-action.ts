import type { MailPreview } from '../../../lib/contracts/mail-template.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { templateCalled } from './find-template.ts';
import { previewMail } from './preview-mail.ts';

interface PreviewActionInput {
  /** The id or name of a template; empty: the mail is written in the action. */
  template: string;
  subject: string;
  body: string;
  /** Empty for nobody. */
  customerId: string;
}

/**
 * The mail of an automation's action as it would be sent. Keeps and sends nothing.
 * @throws ProblemError `forbidden`, or `validation_failed` naming what is at fault
 */
export async function previewAction(context: Context, input: PreviewActionInput): Promise<MailPreview> {
  requirePermission(context.actor, 'settings.write', 'preview mails');
  const text = input.template === '' ? input : await templateCalled(context.ports, input.template);
  if (!text) throw invalid('template', 'There is no such mail template.');
  const customerId = input.customerId || null;
  return previewMail(context, { subject: text.subject, body: text.body, customerId, dealId: null });
}
