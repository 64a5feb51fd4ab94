import { ProblemError } from '../../../lib/domain/errors.ts';
import { StaleRecordError, type Ports } from '../../ports/index.ts';
import type { UserRecord } from '../../records/index.ts';
import { systemActor } from '../shared/system-actor.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { resetTokenHash, userOfResetToken } from './reset-token.ts';
import { setPassword } from './set-password.ts';

const refused = () =>
  new ProblemError(
    'invalid_credentials',
    'This link is not valid, was used before, or has expired. Ask for a new one.',
  );

/**
 * Sets a new password by a link's token, which works once, and ends all sessions of the account. Throws ProblemError
 * `invalid_credentials` or `rate_limited`.
 */
export async function confirmPasswordReset(
  ports: Ports,
  { token, newPassword }: { token: string; newPassword: string },
  ip: string | null,
): Promise<void> {
  await ports.rateLimits.consume('reset', `confirm:${ip ?? ''}`);
  await findReset(ports, token);
  const passwordHash = await ports.passwords.hash(newPassword);
  await retryStale(async () => {
    const { user, hash } = await findReset(ports, token);
    const take = async (tx: Parameters<Ports['oneTimeTokens']['take']>[1]) => {
      try {
        await ports.oneTimeTokens.take(hash, tx);
      } catch (error) {
        throw error instanceof StaleRecordError ? refused() : error;
      }
    };
    const from = { ip, userAgent: null };
    await setPassword(ports, { actor: systemActor, user, passwordHash, from, also: { events: [], write: take } });
  });
}

async function findReset(ports: Ports, token: string): Promise<{ user: UserRecord; hash: string }> {
  const userId = userOfResetToken(token);
  const user = userId === null ? null : await ports.users.find(userId);
  if (!user?.isActive) throw refused();
  const hash = resetTokenHash(ports, token, user);
  const found = await ports.oneTimeTokens.find(hash);
  if (found?.purpose !== 'password_reset' || found.expiresAt <= ports.clock.now()) throw refused();
  return { user, hash };
}
