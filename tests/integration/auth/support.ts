import type { Ports } from '../../../src/server/ports/index.ts';
import type { Login } from '../../../src/server/use-cases/auth/begin-session.ts';
import { memberOfSession } from '../../../src/server/use-cases/auth/member-of-session.ts';
import { register } from '../../../src/server/use-cases/auth/register.ts';

export const device = { userAgent: 'vitest', ip: '192.0.2.1' };
export const password = 'correct horse battery';

export const newcomer = (email: string, more: object = {}) => ({
  email,
  password,
  firstName: 'Dana',
  lastName: 'Reyes',
  ...more,
});

/** Registers someone; answers the login. */
export const join = (ports: Ports, email: string, more: object = {}) => register(ports, newcomer(email, more), device);

/** What use-cases are called with by whoever holds this login. */
export async function contextOf(ports: Ports, login: Login) {
  const found = await memberOfSession(ports, ports.tokens.digest(login.sessionId));
  if (!found) throw new Error('The login has no session');
  return { ports, actor: found.actor };
}

/** The events of the outbox with a type, in the order they were written. */
export async function eventsOf(ports: Ports, type: string) {
  await ports.outbox.sequence(1000);
  return (await ports.outbox.after(0, 1000)).map(({ event }) => event).filter((event) => event.type === type);
}
