import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { SendMailRequest, SentMail } from '../../../lib/contracts/insights.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { oneLine } from '../../../lib/domain/insights/trusted-words.ts';
import type { Context } from '../../ports/index.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { newInteraction } from '../interactions/log-interaction.ts';
import { saveInteraction } from '../interactions/save-interaction.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { requirePermission } from '../shared/authorise.ts';
import { retryStale } from '../shared/retry-stale.ts';

/**
 * Sends a customer a mail just as it is written, as plain text: it goes to the outbox and to the customer's history in
 * one commit. Answers go to the member who sends it.
 * @throws ProblemError `forbidden`, `not_found`, `conflict` when no address is known, or `validation_failed` for a deal
 * of someone else
 */
export async function sendCustomerMail(
  context: Context,
  { customerId, subject, body, dealId }: SendMailRequest & { customerId: string },
): Promise<SentMail> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.write', 'log mails');
  requirePermission(actor, 'customers.mail', 'send mails to customers');
  const replyTo = actor.kind === 'member' ? ((await ports.users.find(actor.id))?.email ?? null) : null;
  const interaction = await retryStale(async () => {
    const customer = await findCustomer(ports, customerId);
    const { email } = customer.contactInfo;
    if (email === null)
      throw new ProblemError('conflict', 'No email address of this customer is known. Enter it first.');
    const letter = { to: email, subject: oneLine(subject), text: body.replace(/\r\n?/g, '\n') };
    const after = newInteraction(context, {
      customerId,
      ...{ kind: 'mail', dealId, minutes: null, outcome: letter.subject, text: letter.text },
      participants: [customerName(customer).slice(0, 120)],
    });
    const also = queueMail(ports, { ...letter, replyTo });
    return saveInteraction(context, { customerId, before: null, after, changed: [], also });
  });
  return { interaction, delivers: ports.mail.delivers };
}
