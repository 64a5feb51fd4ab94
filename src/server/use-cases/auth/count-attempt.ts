import type { Ports } from '../../ports/index.ts';

/**
 * Counts a guess at a password three ways: at this account from this address, at this account from anywhere (more
 * generous, so that nobody locks others out), and from this address at anything. Throws ProblemError `rate_limited`.
 * The function it answers takes the count back when the guess was right: only failures add up.
 */
export async function countAttempt(
  { rateLimits, tokens }: Pick<Ports, 'rateLimits' | 'tokens'>,
  email: string,
  ip: string | null,
): Promise<() => Promise<void>> {
  const address = ip ?? '';
  // Digests, so that no list of emails grows in the counters.
  const counted = [
    ['public', `login-ip:${address}`],
    ['public', `login-account:${tokens.digest(email)}`],
    ['login', tokens.digest(`${address} ${email}`)],
  ] as const;
  for (const [bucket, key] of counted) await rateLimits.consume(bucket, key);
  return async () => {
    for (const [bucket, key] of counted) await rateLimits.forgive(bucket, key);
  };
}
