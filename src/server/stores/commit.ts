import { setTimeout as sleep } from 'node:timers/promises';
import { mongo, type ClientSession, type Connection } from 'mongoose';
import { auditOf } from '../../lib/domain/audit.ts';
import { ProblemError } from '../../lib/domain/errors.ts';
import type { Clock, Commit, Ids } from '../ports/index.ts';
import { auditWriter } from './audit.ts';
import { away, duplicateKey, isAway, isDuplicate } from './errors.ts';
import { outboxModel, outboxRow } from './outbox.ts';
import { insertAll } from './schema.ts';
import { asTx } from './transaction.ts';

const limitMs = 5000;
const pauseMs = 100;

const options = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  maxCommitTimeMS: limitMs,
} as const;

/**
 * Commits changes, their outbox rows and what the audit log says of them in one transaction. The driver runs it again on transient conflicts, and its
 * commit when the outcome is unknown; a connection lost before the commit is tried again here. After 5 s the caller
 * gets `unavailable` (the outcome of a commit under way then stays open, as after any lost connection).
 */
export function createCommit(connection: Connection, { clock, ids }: { clock: Clock; ids: Ids }): Commit {
  const outbox = outboxModel(connection);
  const writeAudit = auditWriter(connection, ids);
  return async ({ actor, events, audit: notes = [], batchId = null, cause = null, quiet = false, write }) => {
    const entries = auditOf({ actor, events, notes, batchId });
    const deadline = Date.now() + limitMs;
    const attempt = async (session: ClientSession): Promise<void> => {
      if (Date.now() > deadline) throw away(new Error('The transaction did not get through in time'));
      await write(asTx(session));
      const at = clock.now();
      const rows = events.map((event) => outboxRow({ id: ids.next(), at, actor, cause, quiet, event }));
      await insertAll(outbox, rows, { session });
      await writeAudit(entries, at, asTx(session));
    };
    try {
      await inTransaction(connection, attempt, deadline);
    } catch (error) {
      throw translated(error);
    }
  };
}

type Attempt = (session: ClientSession) => Promise<void>;

/** What was not yet being committed can be done again without doing it twice. */
async function inTransaction(connection: Connection, attempt: Attempt, deadline: number): Promise<void> {
  for (;;) {
    const phase = { committing: false };
    const session = await connection.startSession();
    const run = async (): Promise<void> => {
      phase.committing = false;
      await attempt(session);
      phase.committing = true;
    };
    try {
      await withDeadline(session.withTransaction(run, options), session);
      return;
    } catch (error) {
      if (phase.committing || !isAway(error) || Date.now() + pauseMs > deadline) throw error;
    } finally {
      await session.endSession().catch(() => undefined);
    }
    await sleep(pauseMs);
  }
}

/** Ending the session aborts whatever still hangs. */
async function withDeadline(work: Promise<unknown>, session: ClientSession): Promise<void> {
  const settled = new AbortController();
  const late = sleep(limitMs + 500, undefined, { signal: settled.signal }).then(() => {
    void session.endSession().catch(() => undefined);
    throw away(new Error('The transaction took too long'));
  });
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    settled.abort();
  }
}

function translated(error: unknown): unknown {
  if (isDuplicate(error)) return duplicateKey(error);
  if (isAway(error)) return error instanceof ProblemError ? error : away(error);
  // The driver gave up retrying: too many writers, not a fault of this one.
  if (error instanceof mongo.MongoError && error.hasErrorLabel('TransientTransactionError')) return away(error);
  return error;
}
