import type { Ports } from '../../ports/index.ts';
import type { UserRecord } from '../../records/index.ts';

/*
 * A reset link's token begins with the account's id, and what is stored of it depends on the password of that moment:
 * once the password changes, by whichever way, every link sent before is worth nothing.
 */

const idLength = 24;

export const newResetToken = ({ tokens }: Pick<Ports, 'tokens'>, { id }: Pick<UserRecord, 'id'>): string =>
  `${id}${tokens.random()}`;

/** The id the token claims to be for; null when it does not look like a token. */
export const userOfResetToken = (token: string): string | null =>
  /^[0-9a-f]{24}[\w-]{43}$/.test(token) ? token.slice(0, idLength) : null;

export const resetTokenHash = (
  { tokens }: Pick<Ports, 'tokens'>,
  token: string,
  { passwordHash }: Pick<UserRecord, 'passwordHash'>,
): string => tokens.digest(`${token} ${passwordHash}`);
