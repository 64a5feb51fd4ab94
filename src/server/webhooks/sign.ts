import { createHmac, hkdfSync } from 'node:crypto';

const prefix = 'whsec_';

/** The secret calls are signed with, as receivers are given it: of its own, or made from the server's. */
export const signingSecret = (env: { WEBHOOK_SECRET?: string | undefined; JWT_SECRET: string }): string =>
  prefix +
  (env.WEBHOOK_SECRET
    ? Buffer.from(env.WEBHOOK_SECRET)
    : Buffer.from(hkdfSync('sha256', env.JWT_SECRET, '', 'webhook signatures', 32))
  ).toString('base64');

/** The headers of a signed call (Standard Webhooks 1.0.0: HMAC-SHA256 of id, time and body). */
export function signedHeaders(secret: string, { id, at, body }: { id: string; at: Date; body: string }) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
