import { timingSafeEqual } from 'node:crypto';
import type { Ports } from '../../ports/index.ts';

type Needs = Pick<Ports, 'tokens' | 'users' | 'policy' | 'log'>;

/**
 * What proves that the first account of a production server is made by someone who may read its log. It follows from
 * the server's own secret, so every process and every restart knows the same one and none is stored; it is worth
 * nothing once there is an account.
 */
const setupToken = ({ tokens }: Pick<Ports, 'tokens'>): string => tokens.refreshDigest('set-up token').slice(0, 40);

export function isSetupToken(ports: Pick<Ports, 'tokens'>, given: string | undefined): boolean {
  const expected = Buffer.from(ports.tokens.digest(setupToken(ports)));
  return timingSafeEqual(expected, Buffer.from(ports.tokens.digest(given ?? '')));
}

/** Tells how to make the first account of a production server: the log is the one place its owner can read. */
export async function announceSetup(ports: Needs): Promise<void> {
  if (!ports.policy.production || (await ports.users.any())) return;
  const link = `${ports.policy.siteUrl}/register?setup=${setupToken(ports)}`;
  ports.log.warn(
    { link },
    'There is no account yet. Open this link to make the first one; it will be the administrator.',
  );
}
