import type { InviteRequest, Invitation } from '../../../lib/contracts/user.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { inDays, invitationDays } from '../auth/lifetimes.ts';
import { siteNameOf } from '../company/site-name.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { invitationMail } from '../mails/templates.ts';
import { requirePermission } from '../shared/authorise.ts';

/**
 * Invites someone by mail. The link is in the answer too, for servers that send no mail. Throws ProblemError
 * `forbidden` or `duplicate` (the address has an account).
 */
export async function inviteMember(
  { ports, actor }: Context,
  { email, role }: InviteRequest,
): Promise<{ invitation: Invitation }> {
  requirePermission(actor, 'users.write', 'invite members');
  const existing = await ports.users.findByEmail(email);
  if (existing) {
    throw new ProblemError('duplicate', 'There is an account with this email already.', {
      errors: [{ path: 'email', message: 'has an account already' }],
      existingId: existing.id,
    });
  }
  const token = ports.tokens.random();
  const expiresAt = inDays(ports.clock.now(), invitationDays);
  const link = `${ports.policy.siteUrl}/register?invite=${token}&email=${encodeURIComponent(email)}`;
  const siteName = await siteNameOf(ports);
  const letter = invitationMail({ siteName, inviter: actor.name, link, days: invitationDays });
  const mail = queueMail(ports, { to: email, ...letter });
  await ports.commit({
    actor,
    events: [mail.event],
    audit: [
      {
        kind: 'member_invited',
        subject: { type: 'member', id: null, name: email },
        changes: [{ path: 'role', from: null, to: role }],
      },
    ],
    write: async (tx) => {
      await ports.oneTimeTokens.insert(
        { hash: ports.tokens.digest(token), purpose: 'invite', userId: null, email, role, expiresAt },
        tx,
      );
      await mail.write(tx);
    },
  });
  return { invitation: { email, role, link, expiresAt: expiresAt.toISOString() } };
}
