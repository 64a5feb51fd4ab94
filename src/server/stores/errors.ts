import { mongo } from 'mongoose';
import { ProblemError } from '../../lib/domain/errors.ts';
import { DuplicateKeyError } from '../ports/index.ts';

/** Whether the database could not be reached, or answered too late, rather than refused. */
export const isAway = (error: unknown): boolean =>
  (error instanceof ProblemError && error.code === 'unavailable' && isAway(error.options.cause)) ||
  error instanceof mongo.MongoNetworkError ||
  error instanceof mongo.MongoServerSelectionError ||
  error instanceof mongo.MongoTopologyClosedError ||
  error instanceof mongo.MongoOperationTimeoutError ||
  (error instanceof mongo.MongoServerError && awayCodes.has(Number(error.code))) ||
  isSocketError(error);

/** A write to a socket the server closed a moment ago: the driver passes it on as Node threw it. */
const isSocketError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET');

/** MaxTimeMSExpired, and what a server answers that is starting, stopping or no longer primary. */
const awayCodes = new Set([50, 91, 189, 10107, 11600, 11602, 13435, 13436]);

export const away = (cause: unknown): ProblemError =>
  new ProblemError('unavailable', 'The database cannot be reached at the moment. Please try again shortly.', {
    retryAfter: 2,
    cause,
  });

export const isDuplicate = (error: unknown): error is mongo.MongoServerError =>
  error instanceof mongo.MongoServerError && error.code === 11000;

/** Whether some writes of a bulk were refused as duplicates, and none for another reason. */
export const isBulkOfDuplicates = (error: unknown): error is mongo.MongoBulkWriteError =>
  error instanceof mongo.MongoBulkWriteError && [error.writeErrors].flat().every(({ code }) => code === 11000);

/** The path of the unique key a duplicate violates; of a compound key, the last path. */
export function duplicateKey(error: mongo.MongoServerError): DuplicateKeyError {
  const pattern = error.keyPattern as Record<string, unknown> | undefined;
  return new DuplicateKeyError(Object.keys(pattern ?? {}).at(-1) ?? 'unknown', error);
}

/** The driver tries such a transaction again by itself, as long as it sees its own error. */
const isTransient = (error: unknown): boolean =>
  error instanceof mongo.MongoError && error.hasErrorLabel('TransientTransactionError');

/** The same store, whose methods throw ProblemError `unavailable` when the database is away. */
export function guarded<Store extends object>(store: Store): Store {
  return new Proxy(store, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return async (...values: unknown[]): Promise<unknown> => {
        try {
          return await (Reflect.apply(value, target, values) as Promise<unknown>);
        } catch (error) {
          throw isAway(error) && !isTransient(error) ? away(error) : error;
        }
      };
    },
  });
}
