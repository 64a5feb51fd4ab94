import { mongo, type ClientSession, type Connection } from 'mongoose';
import type { Clock, Commit, Ids } from '../ports.ts';
import { away, duplicateKey, isAway, isDuplicate } from './errors.ts';
import { outboxModel, outboxRow } from './outbox.ts';
import { asTx } from './transaction.ts';

const limitMs = 5000;

const options = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  maxCommitTimeMS: limitMs,
} as const;

/**
 * Commits changes and their outbox rows in one transaction. The driver runs it again on transient conflicts, and its
 * commit when the outcome is unknown; after 5 s the caller gets `unavailable` (the outcome of a commit under way then
 * stays open, as after any lost connection).
 */
export function createCommit(connection: Connection, { clock, ids }: { clock: Clock; ids: Ids }): Commit {
  const outbox = outboxModel(connection);
  return async ({ actor, events, write }) => {
    const session = await connection.startSession().catch((error: unknown) => {
      throw isAway(error) ? away(error) : error;
    });
    const deadline = Date.now() + limitMs;
    const attempt = async () => {
      if (Date.now() > deadline) throw away(new Error('The transaction did not get through in time'));
      await write(asTx(session));
      const at = clock.now();
      const rows = events.map((event) => outboxRow({ id: ids.next(), at, actor, event }));
      if (rows.length > 0) await outbox.insertMany(rows, { session });
    };
    try {
      await withDeadline(session.withTransaction(attempt, options), session);
    } catch (error) {
      throw translated(error);
    } finally {
      await session.endSession().catch(() => undefined);
    }
  };
}

/** Ending the session aborts whatever still hangs. */
async function withDeadline(work: Promise<unknown>, session: ClientSession): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      void session.endSession().catch(() => undefined);
      reject(away(new Error('The transaction took too long')));
    }, limitMs + 500);
  });
  work.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function translated(error: unknown): unknown {
  if (isDuplicate(error)) return duplicateKey(error);
  if (isAway(error)) return away(error);
  // The driver gave up retrying: too many writers, not a fault of this one.
  if (error instanceof mongo.MongoError && error.hasErrorLabel('TransientTransactionError')) return away(error);
  return error;
}
