import type { LeadRequest } from '../../../lib/contracts/lead.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { leadMail } from '../mails/templates.ts';

export type Confirmation = ReturnType<typeof queueMail>;

/**
 * The mail that tells a visitor their form arrived, to be committed with it. Null when their address has had its share
 * of the day: whoever types other people's addresses must not fill their mailboxes.
 */
export async function confirmation(
  ports: Ports,
  { type, name, email }: Pick<LeadRequest, 'type' | 'name' | 'email'>,
): Promise<Confirmation | null> {
  try {
    await ports.rateLimits.consume('letters', ports.tokens.digest(email));
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'rate_limited') return null;
    throw error;
  }
  return queueMail(ports, { to: email, ...leadMail({ siteName: ports.policy.siteName, name, type }) });
}
