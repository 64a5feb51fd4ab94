import type { StatementSync } from 'node:sqlite';
import { decode, encode } from '../bson/decode.ts';
import type { Doc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { Database } from './database.ts';
import { toBuffer } from './view.ts';

/** How long what a session last did is remembered, in milliseconds (MongoDB: 30 minutes). */
const KEPT = 30 * 60_000;

/** What is remembered of a session's last write: its number, and its reply so far or that a transaction committed. */
export interface SessionRecord {
  txnNumber: number;
  committed?: boolean;
  /** Statements finished, and the reply's fields up to there. */
  done?: number;
  reply?: Doc;
}

/** Retryable writes and commits, remembered in the file with the writes themselves. */
export class Sessions {
  readonly #get: StatementSync;
  readonly #set: StatementSync;
  readonly #purge: StatementSync;

  constructor(database: Database) {
    this.#get = database.main.prepare('SELECT record FROM sessions WHERE id=?');
    this.#set = database.main.prepare(
      'INSERT INTO sessions VALUES(?,?,?) ON CONFLICT DO UPDATE SET used=excluded.used, record=excluded.record',
    );
    this.#purge = database.main.prepare('DELETE FROM sessions WHERE used<?');
  }

  /** The record of this very number; undefined when it is new. Throws TransactionTooOld for an older one. */
  find(id: Buffer, txnNumber: number): SessionRecord | undefined {
    const row = this.#get.get(id);
    if (!row) return undefined;
    const record = decode(toBuffer(row.record)) as unknown as SessionRecord;
    const last = record.txnNumber;
    if (last > txnNumber) {
      const message = `Retryable write with txnNumber ${txnNumber} is prohibited on session because a newer retryable write with txnNumber ${last} has already started on this session.`;
      throw new MongoError('TransactionTooOld', message);
    }
    return last === txnNumber ? record : undefined;
  }

  /** Remembers; inside the writer's transaction. */
  remember(id: Buffer, record: SessionRecord): void {
    this.#set.run(id, Date.now(), encode(record as unknown as Doc));
  }

  /** Forgets what is too old; inside the writer's transaction. */
  purge(): void {
    this.#purge.run(Date.now() - KEPT);
  }
}
