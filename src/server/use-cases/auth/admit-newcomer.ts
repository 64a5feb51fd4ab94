import type { RegisterRequest, Role } from '../../../lib/contracts/user.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { OneTimeTokenRecord } from '../../records/index.ts';
import { isSetupToken } from './setup-token.ts';

/** As what someone may register, and what is used up by it. */
export interface Admission {
  role: Role;
  first: boolean;
  invitation: string | null;
}

type Needs = Pick<Ports, 'users' | 'tokens' | 'policy' | 'oneTimeTokens' | 'clock'>;

const standardRole: Role = 'sales';
const closed = (detail: string) => new ProblemError('registration_closed', detail);

/**
 * Decides by REGISTRATION who may register, and as what. The first user ever becomes admin in any mode; afterwards
 * nobody makes themselves one. Throws ProblemError `registration_closed` or `forbidden`.
 */
export async function admitNewcomer(ports: Needs, request: RegisterRequest): Promise<Admission> {
  if (!(await ports.users.any())) return admitFirst(ports, request);
  if (request.role === 'admin') {
    throw new ProblemError('forbidden', 'Nobody can register as admin. An administrator can give you that role.');
  }
  const { registration } = ports.policy;
  if (registration === 'closed') throw closed('Registration is closed on this server.');
  if (request.inviteToken !== undefined) return admitInvited(ports, request, request.inviteToken);
  if (registration === 'invite') {
    throw closed('This server takes new members by invitation. Ask an administrator for one.');
  }
  return { role: request.role ?? standardRole, first: false, invitation: null };
}

function admitFirst(ports: Needs, request: RegisterRequest): Admission {
  if (ports.policy.production && !isSetupToken(ports, request.setupToken)) {
    throw closed('The first account needs the set-up token that the server printed in its log when it started.');
  }
  return { role: 'admin', first: true, invitation: null };
}

async function admitInvited(ports: Needs, request: RegisterRequest, token: string): Promise<Admission> {
  const hash = ports.tokens.digest(token);
  const invitation = await ports.oneTimeTokens.find(hash);
  if (!isFor(invitation, request.email, ports.clock.now())) {
    throw closed('This invitation is not valid for this address, was used before, or has expired. Ask for a new one.');
  }
  return { role: invitation.role ?? standardRole, first: false, invitation: hash };
}

const isFor = (token: OneTimeTokenRecord | null, email: string, now: Date): token is OneTimeTokenRecord =>
  token?.purpose === 'invite' && token.expiresAt > now && (token.email === null || token.email === email);
