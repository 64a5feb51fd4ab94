import type { UsageRecord } from '../records/index.ts';

/**
 * Why a model gave no usable answer:
 * `network` unreachable or reset · `server` 408 or 5xx · `rate_limited` 429 · `unauthorised` 401 · `refused` 402, 403 or
 * filtered · `rejected` any other 4xx · `cut` the stream ended before its end · `length` out of tokens ·
 * `too_large` · `invalid` not what was asked for · `slow` not begun in time · `deadline` no time left · `busy` our own limit of
 * requests · `budget` no money left for it · `resting` failed too often lately.
 */
export type FaultKind =
  | 'network'
  | 'server'
  | 'rate_limited'
  | 'unauthorised'
  | 'refused'
  | 'rejected'
  | 'cut'
  | 'length'
  | 'too_large'
  | 'invalid'
  | 'slow'
  | 'deadline'
  | 'busy'
  | 'budget'
  | 'resting';

const retryable: ReadonlySet<FaultKind> = new Set(['network', 'server', 'rate_limited', 'cut']);
const unavailable: ReadonlySet<FaultKind> = new Set([...retryable, 'slow', 'deadline']);

interface FaultOptions {
  cause?: unknown;
  /** What the provider asks us to wait, in milliseconds. */
  retryAfterMs?: number | null;
}

/** A failure of one request to one model. Its message is for the log and holds nothing secret. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault';
  readonly kind: FaultKind;
  readonly retryAfterMs: number | null;
  constructor(kind: FaultKind, message: string, options: FaultOptions = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
  /** The same request may well succeed a little later. */
  get retryable(): boolean {
    return retryable.has(this.kind);
  }
  /** Says something about the model's health, rather than about this one request. */
  get countsAgainstModel(): boolean {
    return unavailable.has(this.kind);
  }
  /** How the ledger calls it. */
  get outcome(): UsageRecord['outcome'] {
    if (this.kind === 'rate_limited') return 'rate_limited';
    if (this.kind === 'slow' || this.kind === 'deadline') return 'timeout';
    return this.kind === 'invalid' || this.kind === 'length' || this.kind === 'too_large' ? 'invalid' : 'error';
  }
}
