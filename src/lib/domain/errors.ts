import { errorCodes, type ErrorCode, type FieldError } from '../contracts/errors.ts';

interface ProblemOptions {
  errors?: FieldError[];
  conflicts?: string[];
  current?: unknown;
  existingId?: string;
  /** Seconds, sent as Retry-After. */
  retryAfter?: number;
  cause?: unknown;
}

/**
 * An error meant for the caller: a stable code and a sentence that says what happened, why and what to do.
 * Everything else that is thrown becomes `internal` and its message never leaves the server.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ErrorCode;
  readonly options: ProblemOptions;
  constructor(code: ErrorCode, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.code = code;
    this.options = options;
  }
  get status(): number {
    return errorCodes[this.code];
  }
}

export const notFound = (what: string) =>
  new ProblemError('not_found', `There is no such ${what}, or you may not see it.`);
export const forbidden = (what: string) =>
  new ProblemError('forbidden', `You may not ${what}. An administrator can change what your role may do.`);
export const invalid = (path: string, message: string) =>
  new ProblemError('validation_failed', `${path}: ${message}`, { errors: [{ path, message }] });

/** No model gave a usable answer; the caller then plans locally. */
export class AIGenerationError extends Error {
  override readonly name = 'AIGenerationError';
  /** Why, for people: a sentence or several. */
  readonly reason: string;
  /** US dollars that were spent all the same; null when nothing is known of it. */
  readonly cost: number | null;
  constructor(message: string, options: { cause?: unknown; reason?: string; cost?: number | null } = {}) {
    super(message, { cause: options.cause });
    this.reason = options.reason ?? 'No model gave a usable plan.';
    this.cost = options.cost ?? null;
  }
}
