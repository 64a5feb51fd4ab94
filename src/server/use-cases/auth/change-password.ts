import type { ChangePasswordRequest } from '../../../lib/contracts/user.ts';
import type { MemberActor } from '../../../lib/domain/actor.ts';
import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { countAttempt } from './count-attempt.ts';
import { setPassword } from './set-password.ts';

/**
 * Changes the caller's password and ends all their other sessions. Throws ProblemError `invalid_credentials` when the
 * current one is not right, or `rate_limited`.
 */
export async function changePassword(
  { ports, actor }: { ports: Ports; actor: MemberActor },
  { currentPassword, newPassword }: ChangePasswordRequest,
  ip: string | null,
): Promise<void> {
  const known = await ports.users.find(actor.id);
  if (!known) throw notFound('account');
  const forgive = await countAttempt(ports, known.email, ip);
  if (!(await ports.passwords.verify(known.passwordHash, currentPassword))) {
    throw new ProblemError('invalid_credentials', 'The current password is not right.', {
      errors: [{ path: 'currentPassword', message: 'is not right' }],
    });
  }
  await forgive();
  const passwordHash = await ports.passwords.hash(newPassword);
  await retryStale(async () => {
    const user = await ports.users.find(actor.id);
    if (!user) throw notFound('account');
    await setPassword(ports, { actor, user, passwordHash, keep: actor.sessionHash });
  });
}
