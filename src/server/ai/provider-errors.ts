import { z } from 'zod';
import { ModelFault, type FaultKind } from './model-fault.ts';

/** What an error of the SDK, or an error a provider puts into a body or a stream, may carry. */
const carried = z.object({
  status: z.number().optional().catch(undefined),
  code: z.union([z.number(), z.string()]).nullish().catch(undefined),
  message: z.string().catch(''),
  headers: z.instanceof(Headers).optional().catch(undefined),
  error: z.unknown().optional(),
});

/**
 * Anything thrown by a request to a provider, or an `error` object it answered with, as a ModelFault.
 * `secret` is masked wherever the provider quotes it back.
 */
export function toModelFault(error: unknown, secret: string, now: Date): ModelFault {
  const own = ownFault(error);
  if (own) return own;
  const parsed = carried.safeParse(error);
  const { status, code, message, headers, error: body } = parsed.success ? parsed.data : { message: '' };
  const said = forLog(message || 'no details', secret);
  const number = status ?? statusOf(code);
  const options = { retryAfterMs: headers ? retryAfter(headers, now) : null };
  if (number !== undefined) return new ModelFault(kindOf(number), `${number}: ${said.replace(/^\d{3} /, '')}`, options);
  const reported = !(error instanceof Error) || (body !== undefined && body !== null);
  if (reported) return new ModelFault('cut', `The provider reported an error: ${said}`);
  if (error instanceof SyntaxError) return new ModelFault('cut', `The stream could not be read: ${said}`);
  return new ModelFault('network', forLog(reasonOf(error), secret));
}

/** A fault of ours that travelled through the SDK or fetch. */
function ownFault(error: unknown): ModelFault | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof ModelFault) return at;
  }
  return null;
}

/** A numeric code in an error event is an HTTP status by OpenRouter's convention. */
function statusOf(code: string | number | null | undefined): number | undefined {
  const number = Number(code ?? Number.NaN);
  return Number.isInteger(number) && number >= 400 && number < 600 ? number : undefined;
}

function kindOf(status: number): FaultKind {
  if (status === 401) return 'unauthorised';
  if (status === 402 || status === 403) return 'refused';
  if (status === 429) return 'rate_limited';
  return status === 408 || status >= 500 ? 'server' : 'rejected';
}

/** The innermost reason: "Connection error." alone tells nobody anything. */
function reasonOf(error: unknown): string {
  let reason = '';
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    reason = 'code' in at && typeof at.code === 'string' ? `${at.message || at.name} (${at.code})` : at.message;
  }
  return reason || 'The connection failed';
}

/** One short line without markup or keys. */
function forLog(text: string, secret: string): string {
  const masked = secret === '' ? text : text.replaceAll(secret, '[key]');
  return masked
    .slice(0, 2000)
    .replace(/\bsk-[\w-]{6,}/g, '[key]')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

/** `Retry-After` in milliseconds, from seconds or a date (RFC 9110, section 10.2.3), or `retry-after-ms`; else null. */
export function retryAfter(headers: Headers, now: Date): number | null {
  const exact = headers.get('retry-after-ms')?.trim();
  if (exact && /^\d+(\.\d+)?$/.test(exact)) return Number(exact);
  const value = headers.get('retry-after')?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
