import type { Device } from '../use-cases/auth/begin-session.ts';

/** From where a request comes, as the list of sessions shows it. */
export const deviceOf = ({ request, clientAddress }: { request: Request; clientAddress: string }): Device => ({
  userAgent: request.headers.get('user-agent'),
  ip: clientAddress,
});
