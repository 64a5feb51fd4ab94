import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { StaleRecordError } from '../../ports/index.ts';

const attempts = 6;

/**
 * Runs read–decide–commit again when another change came between reading and writing.
 * `fn` must read afresh each time. Gives up with ProblemError `unavailable` after six tries, some 300 ms.
 */
export async function retryStale<Result>(fn: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fn();
    } catch (error) {
      if (!(error instanceof StaleRecordError)) throw error;
      if (attempt === attempts) {
        throw new ProblemError('unavailable', 'Many changes to this record come at once. Please try again.', {
          retryAfter: 1,
          cause: error,
        });
      }
      await sleep(Math.random() * 5 * 2 ** attempt);
    }
  }
}
