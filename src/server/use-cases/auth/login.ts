import type { LoginRequest } from '../../../lib/contracts/user.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { UserRecord } from '../../records/index.ts';
import { noteInAudit } from '../audit/note.ts';
import { byMember, memberName } from '../shared/member-refs.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { systemActor } from '../shared/system-actor.ts';
import { beginSession, type Device, type Login } from './begin-session.ts';
import { countAttempt } from './count-attempt.ts';

const refused = () => new ProblemError('invalid_credentials', 'The email or the password is not right.');

/**
 * Logs in. Throws ProblemError `invalid_credentials`, the same one and after the same time for a wrong password, an
 * unknown email and an account that is not active; or `rate_limited`.
 */
export async function login(ports: Ports, { email, password }: LoginRequest, device: Device): Promise<Login> {
  const forgive = await countAttempt(ports, email, device.ip);
  const known = await ports.users.findByEmail(email);
  const matches = await ports.passwords.verify(known?.passwordHash ?? null, password);
  const result = known && matches ? await retryStale(() => enter(ports, known, device)) : null;
  if (!result) {
    await noteFailure(ports, { email, known }, device);
    throw refused();
  }
  await forgive();
  return result;
}

/** The same for an account there is and one there is not, so that it takes the same time. */
const noteFailure = (
  ports: Ports,
  { email, known }: { email: string; known: UserRecord | null },
  from: Device,
): Promise<void> =>
  noteInAudit(ports, systemActor, {
    kind: 'sign_in_failed',
    subject: known && { type: 'member', id: known.id, name: memberName(known) },
    by: { kind: 'visitor', id: null, name: email },
    from,
  });

/** Decides by the account as it is now, null when that refuses: while the password was hashed it may have been changed or locked. */
async function enter(ports: Ports, known: UserRecord, device: Device): Promise<Login | null> {
  const now = ports.clock.now();
  const current = await ports.users.find(known.id);
  if (!current?.isActive || current.passwordHash !== known.passwordHash) return null;
  const user: UserRecord = { ...current, version: current.version + 1, lastLogin: now };
  const { write, login: loggedIn } = beginSession(ports, user.id, device);
  await ports.commit({
    actor: systemActor,
    events: [],
    audit: [{ kind: 'sign_in', subject: null, by: byMember(user), from: device }],
    write: async (tx) => {
      await ports.users.replace(user, tx);
      await write(tx);
    },
  });
  return loggedIn(user);
}
