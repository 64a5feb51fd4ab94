import type { MailPreview, PreviewMailRequest } from '../../../lib/contracts/mail-template.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import { checkTemplate } from '../../../lib/domain/mail-templates/check.ts';
import { renderTemplate } from '../../../lib/domain/mail-templates/render.ts';
import type { MailSubject } from '../../../lib/domain/mail-templates/variables.ts';
import type { Context } from '../../ports/index.ts';
import { siteNameOf } from '../company/site-name.ts';
import { requirePermission } from '../shared/authorise.ts';
import { faulty, variablesOf } from './save-template.ts';

/**
 * A subject and body filled in for a customer, from the caller. Keeps and sends nothing.
 * @throws ProblemError `forbidden`, or `validation_failed` with the places of all faults
 */
export async function previewMail(context: Context, request: PreviewMailRequest): Promise<MailPreview> {
  const { ports, actor } = context;
  requirePermission(actor, 'settings.write', 'preview mails');
  requirePermission(actor, 'customers.read', 'read customers');
  requirePermission(actor, 'deals.read', 'read deals');
  const variables = await variablesOf(ports);
  const faults = checkTemplate(request, variables);
  if (faults.length > 0) throw faulty(faults);
  const rendering = renderTemplate(request, await subjectOf(context, request), variables);
  if (!rendering.ok) throw faulty([rendering.fault]);
  return rendering.mail;
}

async function subjectOf({ ports, actor }: Context, { customerId, dealId }: PreviewMailRequest): Promise<MailSubject> {
  const site = { name: await siteNameOf(ports), url: ports.policy.siteUrl };
  const [customer, member] = await Promise.all([
    customerId === null ? null : ports.customers.find(customerId),
    actor.kind === 'member' ? ports.users.find(actor.id) : null,
  ]);
  if (customerId !== null && customer?.deletedAt !== null) throw invalid('customerId', 'there is no such customer');
  const deals = customer ? await ports.deals.ofCustomer(customer.id, 'living', 200) : [];
  const deal = dealId === null ? deals.at(-1) : deals.find(({ id }) => id === dealId);
  if (dealId !== null && !deal) throw invalid('dealId', 'is no deal of this customer');
  const { firstName = '', lastName = '' } = member?.profile ?? {};
  return {
    customer,
    deal: deal ?? null,
    member: member && { firstName, lastName, email: member.email },
    site,
  };
}
