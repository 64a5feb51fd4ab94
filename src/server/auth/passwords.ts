import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { ProblemError } from '../../lib/domain/errors.ts';
import type { Passwords } from '../ports/index.ts';

/** Argon2id with 19 MiB and two passes: the least OWASP's password storage cheat sheet recommends. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Each takes 19 MiB and a thread of the pool. */
const atOnce = 3;
const mostWaiting = 200;

/** Runs at most `limit` tasks at once, the others in turn. Throws ProblemError `unavailable` when too many wait. */
function inTurn(limit: number, most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Result>(task: () => Promise<Result>): Promise<Result> => {
    if (running >= limit) {
      if (waiting.length >= most) {
        throw new ProblemError('unavailable', 'Too many people log in at this moment. Try again in a few seconds.', {
          retryAfter: 5,
        });
      }
      await new Promise<void>((resume) => waiting.push(resume));
    } else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Passwords hashed with Argon2id as PHC strings, a few at a time. */
export function createPasswords(): Passwords {
  const queue = inTurn(atOnce, mostWaiting);
  /** What a password is compared with when there is no account: an answer must not tell by its time. */
  let nobody: Promise<string> | undefined;
  const hashOfNobody = () => (nobody ??= hash(randomBytes(32), cost));
  return {
    hash: (password) => queue(() => hash(password, cost)),
    verify: (stored, password) =>
      queue(async () => {
        const matches = await verify(stored ?? (await hashOfNobody()), password);
        return matches && stored !== null;
      }),
  };
}
