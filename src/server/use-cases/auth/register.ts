import type { RegisterRequest } from '../../../lib/contracts/user.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { DuplicateKeyError, StaleRecordError, type Ports } from '../../ports/index.ts';
import type { UserRecord } from '../../records/index.ts';
import { byMember } from '../shared/member-refs.ts';
import { systemActor } from '../shared/system-actor.ts';
import { admitNewcomer, type Admission } from './admit-newcomer.ts';
import { beginSession, type Device, type Login } from './begin-session.ts';

/**
 * Makes an account and logs it in. Throws ProblemError `registration_closed`, `forbidden` (asking for admin),
 * `duplicate` (the email) or `rate_limited`.
 */
export async function register(ports: Ports, request: RegisterRequest, device: Device): Promise<Login> {
  await ports.rateLimits.consume('register', `ip:${device.ip ?? ''}`);
  // Before the costly hash, so that a closed door costs nothing.
  const admission = await admitNewcomer(ports, request);
  const passwordHash = await ports.passwords.hash(request.password);
  try {
    return await join(ports, { request, device, admission, passwordHash });
  } catch (error) {
    if (!(error instanceof DuplicateKeyError) || error.key !== 'first') throw error;
    // Someone else became the first meanwhile: by the rules for everyone then.
    return join(ports, { request, device, passwordHash, admission: await admitNewcomer(ports, request) });
  }
}

interface Newcomer {
  request: RegisterRequest;
  device: Device;
  admission: Admission;
  passwordHash: string;
}

async function join(ports: Ports, { request, device, admission, passwordHash }: Newcomer): Promise<Login> {
  const user = newUser(ports, request, { role: admission.role, passwordHash });
  const { write, login } = beginSession(ports, user.id, device);
  try {
    await ports.commit({
      actor: systemActor,
      events: [],
      audit: [
        {
          kind: 'member_joined',
          subject: { type: 'member', id: user.id, name: user.email },
          changes: [{ path: 'role', from: null, to: user.role }],
          by: byMember(user),
          from: device,
        },
      ],
      write: async (tx) => {
        if (admission.invitation !== null) await ports.oneTimeTokens.take(admission.invitation, tx);
        await ports.users.insert(user, tx, { first: admission.first });
        await write(tx);
      },
    });
  } catch (error) {
    throw refusal(error);
  }
  return login(user);
}

const newUser = (
  { ids, clock }: Pick<Ports, 'ids' | 'clock'>,
  { email, firstName, lastName }: RegisterRequest,
  { role, passwordHash }: Pick<UserRecord, 'role' | 'passwordHash'>,
): UserRecord => {
  const now = clock.now();
  return {
    id: ids.next(),
    version: 1,
    email,
    passwordHash,
    role,
    profile: { firstName, lastName, department: null, avatar: null, permissions: [] },
    lastLogin: now,
    isActive: true,
    createdAt: now,
    updatedAt: now,
  };
};

function refusal(error: unknown): unknown {
  if (error instanceof StaleRecordError) {
    return new ProblemError('registration_closed', 'This invitation was used at this very moment.', { cause: error });
  }
  if (error instanceof DuplicateKeyError && error.key === 'email') {
    return new ProblemError(
      'duplicate',
      'There is an account with this email already. Log in, or reset its password.',
      {
        errors: [{ path: 'email', message: 'has an account already' }],
        cause: error,
      },
    );
  }
  return error;
}
