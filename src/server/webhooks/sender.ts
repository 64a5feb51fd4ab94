import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { ProblemError } from '../../lib/domain/errors.ts';
import type { Environment } from '../env.ts';
import type { Webhooks } from '../ports/index.ts';
import { InnerAddressError, isOuter, outerLookup } from './addresses.ts';
import { signedHeaders, signingSecret } from './sign.ts';

/** Without an answer by then, it is tried again later. */
const deadlineMs = 15_000;

type Settings = Pick<Environment, 'JWT_SECRET' | 'WEBHOOK_SECRET' | 'WEBHOOK_ALLOWED_HOSTS' | 'SITE_NAME'>;

/** Calls other programs: those of the open internet, and hosts within that the environment names. */
export function createWebhooks(settings: Settings): Webhooks {
  const secret = signingSecret(settings);
  return {
    secret,
    async post({ url, id, body }, signal) {
      const target = new URL(url);
      const text = JSON.stringify(body);
      const headers = {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(text)),
        'user-agent': `${settings.SITE_NAME.replace(/[^\x20-\x7e]/g, '')} webhooks`,
        ...signedHeaders(secret, { id, at: new Date(), body: text }),
      };
      const within = settings.WEBHOOK_ALLOWED_HOSTS.includes(target.hostname);
      if (!within) checkAddress(target);
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
      check(await statusOf(target, { text, headers, within, signal: deadline }), target.origin);
    },
  };
}

const refused = (why: string): ProblemError => new ProblemError('validation_failed', why);
const later = (why: string, cause?: unknown): ProblemError => new ProblemError('unavailable', why, { cause });

/** Names are held against their addresses as they are resolved; an address that is written out is not resolved. */
function checkAddress({ protocol, hostname }: URL): void {
  if (protocol !== 'https:') throw refused('Webhooks are called by https only.');
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !isOuter(address)) throw inner(hostname);
}

const inner = (hostname: string): ProblemError =>
  refused(`${hostname} is an address of this network. Whoever runs the server can allow it: WEBHOOK_ALLOWED_HOSTS.`);

interface Call {
  text: string;
  headers: Record<string, string>;
  /** The environment names this host: wherever its name leads is right. */
  within: boolean;
  signal: AbortSignal;
}

/** The status of the answer; its body is not read. Redirections are not followed: they are answers like others. */
function statusOf(target: URL, { text, headers, within, signal }: Call): Promise<number> {
  const request = target.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise<number>((resolve, reject) => {
    const call = request(target, {
      method: 'POST',
      headers,
      signal,
      agent: false,
      ...(!within && { lookup: outerLookup }),
    });
    call.on('response', (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    call.on('error', (error) => {
      if (error instanceof InnerAddressError) reject(inner(target.hostname));
      else reject(later(`${target.origin} could not be reached.`, error));
    });
    call.end(text);
  });
}

/** 410 says that nobody is there any more; other refusals of the caller will not change by repeating, but for a few. */
const repeatable: ReadonlySet<number> = new Set([408, 409, 425, 429]);

function check(status: number, origin: string): void {
  if (status >= 200 && status < 300) return;
  const words = `${origin} answered ${status}.`;
  throw status >= 500 || repeatable.has(status) ? later(words) : refused(words);
}
