import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError } from '../../lib/domain/errors.ts';
import type { IdempotencyStore } from '../ports/index.ts';

export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const pollMs = 100;
/** How long a repeated request waits for the first one's answer before it is told to come back. */
const patienceMs = 10_000;

const digest = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Answers a request once: the first with this caller, route and key runs, later ones get its answer.
 * Only successes are kept: a refused request changed nothing and may be sent again.
 *
 * Throws ProblemError `idempotency_key_reused` for another body, `request_in_flight` when the first takes too long.
 */
export async function answerOnce(
  store: IdempotencyStore,
  request: { userId: string; route: string; key: string; body: string; signal: AbortSignal; waitMs?: number },
  run: () => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  const key = digest(request.userId, request.route, request.key);
  const fingerprint = digest(request.body);
  const until = Date.now() + Math.max(patienceMs, request.waitMs ?? 0);
  for (;;) {
    const found = await store.begin(key, fingerprint);
    switch (found.kind) {
      case 'fresh':
        return runAndKeep(store, key, run);
      case 'replay':
        return {
          status: found.status,
          headers: { ...found.headers, 'Idempotency-Replayed': 'true' },
          body: found.body,
        };
      case 'mismatch':
        throw new ProblemError(
          'idempotency_key_reused',
          'This Idempotency-Key came with another body before. Use a new key for a new request.',
        );
      case 'busy':
        if (request.signal.aborted || Date.now() > until) {
          throw new ProblemError('request_in_flight', 'The first request with this key is not answered yet.', {
            retryAfter: 2,
          });
        }
        await pause(pollMs);
    }
  }
}

async function runAndKeep(
  store: IdempotencyStore,
  key: string,
  run: () => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  let answer: StoredAnswer;
  try {
    answer = await run();
  } catch (error) {
    await store.abandon(key);
    throw error;
  }
  await store.complete(key, answer);
  return answer;
}
