/** What a hold takes from one allowance; `limit` null takes whatever is left. */
export interface AllowanceShare {
  key: string;
  amount: number;
  limit: number | null;
}

/** Amounts that all processes together may use up: money of a period, places for requests under way. */
export interface AllowanceStore {
  /**
   * Takes its share of each allowance, or of none. Answers the key of one that has too little left, or null when all
   * is taken. What is never settled is given back after `until`.
   */
  hold(id: string, shares: readonly AllowanceShare[], until: Date): Promise<string | null>;
  /** Ends a hold of `amount`: `spent` is used up and the rest given back. Also counts after the hold ran out. */
  settle(id: string, shares: readonly { key: string; amount: number; spent: number }[]): Promise<void>;
  /** What is used and held of each, in order of the keys. */
  used(keys: readonly string[]): Promise<number[]>;
}

/** A leased lock: one holder at a time among all processes, lost when not renewed. */
export interface Leases {
  acquire(name: string, holder: string, until: Date): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

/** What is counted by itself; `letters` by the day, all others by the minute. */
type RateBucket = 'api' | 'login' | 'register' | 'reset' | 'public' | 'leads' | 'generate' | 'letters';

export interface RateLimiter {
  /** Throws ProblemError `rate_limited` with Retry-After when the bucket is empty. */
  consume(bucket: RateBucket, key: string): Promise<void>;
  /** Gives one back: what turned out well does not count. */
  forgive(bucket: RateBucket, key: string): Promise<void>;
}

/** Requests already answered, by caller, route and key (24 h). */
export interface IdempotencyStore {
  /** Reserves the key. `replay` when answered before, `busy` while another request works on it, `mismatch` for another body. */
  begin(
    key: string,
    fingerprint: string,
  ): Promise<
    | { kind: 'fresh' }
    | { kind: 'busy' }
    | { kind: 'mismatch' }
    | { kind: 'replay'; status: number; headers: Record<string, string>; body: string }
  >;
  complete(key: string, answer: { status: number; headers: Record<string, string>; body: string }): Promise<void>;
  /** The request failed in a way that may be tried again: forget the key. */
  abandon(key: string): Promise<void>;
}

/** Requests to the models, counted for all processes together. */
export interface ModelQuota {
  /** Takes one of a model's requests of this minute: 0 when granted, else the milliseconds until one may be. */
  take(model: string, perMinute: number): Promise<number>;
}
