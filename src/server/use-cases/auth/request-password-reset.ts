import type { Ports } from '../../ports/index.ts';
import { siteNameOf } from '../company/site-name.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { passwordResetMail } from '../mails/templates.ts';
import { systemActor } from '../shared/system-actor.ts';
import { newResetToken, resetTokenHash } from './reset-token.ts';
import { inMinutes, passwordResetMinutes } from './lifetimes.ts';

/**
 * Sends a link for a new password if there is such an active account; the caller learns nothing either way.
 * Throws ProblemError `rate_limited`.
 */
export async function requestPasswordReset(ports: Ports, email: string, ip: string | null): Promise<void> {
  await ports.rateLimits.consume('reset', `ip:${ip ?? ''}`);
  await ports.rateLimits.consume('reset', `account:${ports.tokens.digest(email)}`);
  const user = await ports.users.findByEmail(email);
  if (!user?.isActive) return;
  const token = newResetToken(ports, user);
  const letter = passwordResetMail({
    siteName: await siteNameOf(ports),
    firstName: user.profile.firstName,
    link: `${ports.policy.siteUrl}/reset-password?token=${token}`,
    minutes: passwordResetMinutes,
  });
  const mail = queueMail(ports, { to: user.email, ...letter });
  const record = {
    hash: resetTokenHash(ports, token, user),
    purpose: 'password_reset' as const,
    userId: user.id,
    email: null,
    role: null,
    expiresAt: inMinutes(ports.clock.now(), passwordResetMinutes),
  };
  await ports.commit({
    actor: systemActor,
    events: [mail.event],
    write: async (tx) => {
      await ports.oneTimeTokens.insert(record, tx);
      await mail.write(tx);
    },
  });
}
