import { createHash } from 'node:crypto';
import { leadRequest, type Lead, type LeadRequest } from '../../lib/contracts/lead.ts';
import { receiveLead } from '../use-cases/leads/receive-lead.ts';
import { answerOnce } from './idempotency.ts';
import { idempotencyKey } from './parse-request.ts';

/** What the visitor typed, and nothing of when and where. */
const typed = leadRequest.pick({ type: true, name: true, email: true, company: true, phone: true, message: true });

type Asked = Pick<App.Locals, 'ports' | 'env' | 'clientAddress'>;

/**
 * Takes a visitor's form, at most so many a minute from one address. The same words sent again within a day are the same
 * form, as after an impatient second click: they are taken, and kept once.
 */
export async function takeLead(
  { ports, env, clientAddress }: Asked,
  request: Request,
  asked: LeadRequest,
): Promise<Lead> {
  await ports.rateLimits.consume('leads', clientAddress);
  const words = JSON.stringify(typed.parse(asked));
  const given = idempotencyKey(request.headers);
  await answerOnce(
    ports.idempotency,
    {
      userId: given === undefined ? 'visitor' : `ip:${clientAddress}`,
      route: 'POST /api/leads',
      key: given ?? createHash('sha256').update(words).digest('hex'),
      body: words,
      signal: request.signal,
    },
    async () => {
      await receiveLead(ports, asked, env.allowedOrigins);
      return { status: 201, headers: {}, body: '' };
    },
  );
  const { type, name, email } = asked;
  return { type, name, email };
}
