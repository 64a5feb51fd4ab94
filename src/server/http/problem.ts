import { errorCodes, type ErrorCode, type Problem } from '../../lib/contracts/errors.ts';
import { AIGenerationError, ProblemError } from '../../lib/domain/errors.ts';
import { DuplicateKeyError, StaleRecordError, type Logger } from '../ports/index.ts';

/** The short, unchanging sentence of each code; `detail` says what happened this time. */
export const problemTitles: Record<ErrorCode, string> = {
  malformed: 'The request cannot be read',
  unauthenticated: 'Log in first',
  invalid_credentials: 'The credentials do not match',
  token_reused: 'The token was used before',
  forbidden: 'Not permitted',
  foreign_origin: 'The request comes from another site',
  registration_closed: 'Registration is closed',
  not_found: 'Not found',
  method_not_allowed: 'The method is not allowed here',
  conflict: 'Someone changed it meanwhile',
  duplicate: 'It exists already',
  request_in_flight: 'The same request is still being worked on',
  too_large: 'The request is too large',
  unsupported_media_type: 'The media type is not supported',
  validation_failed: 'Some values are not usable',
  idempotency_key_reused: 'The idempotency key belongs to another request',
  rate_limited: 'Too many requests',
  internal: 'Something went wrong on the server',
  unavailable: 'Not available at the moment',
  ai_unavailable: 'No model answers at the moment',
};

const databaseErrors = /^(Mongo(ose)?(Network|ServerSelection|PoolCleared|WaitQueueTimeout|NotConnected|Topology))/;

/** True for errors of the driver that say the database cannot be reached now. */
export const databaseIsAway = (error: unknown): boolean =>
  error instanceof Error && (databaseErrors.test(error.name) || databaseIsAway(error.cause));

/** What the caller may know of an error. Null: nothing but that there was one. */
function meantForCaller(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error;
  if (error instanceof DuplicateKeyError) {
    return new ProblemError('duplicate', `Another record has this ${error.key} already.`, {
      errors: [{ path: error.key, message: 'is taken already' }],
    });
  }
  if (error instanceof StaleRecordError) {
    return new ProblemError('conflict', 'The record was changed at the same moment. Read it again and repeat.');
  }
  if (error instanceof AIGenerationError) {
    return new ProblemError('ai_unavailable', 'No model answers at the moment. Try again shortly.', { retryAfter: 10 });
  }
  if (databaseIsAway(error)) {
    return new ProblemError('unavailable', 'The database cannot be reached. Try again in a few seconds.', {
      retryAfter: 5,
    });
  }
  return null;
}

/** The problem and headers for whatever was thrown. What is not meant for the caller is logged and hidden. */
export function describeError(
  error: unknown,
  { requestId, log }: { requestId: string; log: Logger | undefined },
): { problem: Problem; headers: Record<string, string> } {
  const known = meantForCaller(error);
  if (!known || known.status >= 500) log?.error({ requestId, error }, 'request failed');
  const { code, message, options } =
    known ?? new ProblemError('internal', 'The server failed to answer. The request id finds the reason in its log.');
  const { errors, conflicts, current, existingId, retryAfter } = options;
  const problem: Problem = {
    type: `/docs/api#problem-${code}`,
    title: problemTitles[code],
    status: errorCodes[code],
    detail: message,
    code,
    requestId,
    ...(errors && { errors }),
    ...(conflicts && { conflicts }),
    ...(current !== undefined && { current }),
    ...(existingId !== undefined && { existingId }),
  };
  const headers: Record<string, string> = {};
  if (retryAfter !== undefined) headers['Retry-After'] = String(Math.max(1, Math.ceil(retryAfter)));
  if (problem.status === 401) headers['WWW-Authenticate'] = 'Bearer';
  return { problem, headers };
}

/** An RFC 9457 answer for whatever was thrown. */
export function problemResponse(
  error: unknown,
  about: { requestId: string; log: Logger | undefined },
  extra: Record<string, string> = {},
): Response {
  const { problem, headers } = describeError(error, about);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers, ...extra },
  });
}
