import type { AuditNote } from '../../lib/domain/audit.ts';
import type { DomainEvent } from '../../lib/domain/events.ts';
import type { Actor } from '../../lib/domain/actor.ts';
import type { Cause } from '../../lib/domain/automations/causality.ts';

declare const transaction: unique symbol;

/** A write-only transaction under way; only stores know what is in it. */
export interface Tx {
  readonly [transaction]: true;
}

/** A record changed between reading and writing: read it again and decide anew (`retryStale`). */
export class StaleRecordError extends Error {
  override readonly name = 'StaleRecordError';
}

/** A unique key is taken. `key` is the dotted path, e.g. `contactInfo.email`. */
export class DuplicateKeyError extends Error {
  override readonly name = 'DuplicateKeyError';
  readonly key: string;
  constructor(key: string, cause?: unknown) {
    super(`duplicate ${key}`, { cause });
    this.key = key;
  }
}

/**
 * Commits a change and its events as one. `write` may run more than once (transient conflicts): it only writes, in
 * sequence, and has no other effect. Throws StaleRecordError or DuplicateKeyError; 5 s at most.
 */
export type Commit = (change: {
  actor: Actor;
  events: readonly DomainEvent[];
  /** What the audit log says of it, besides what it knows from the events: deletions, restorations, ended sessions. */
  audit?: readonly AuditNote[] | undefined;
  /** The change of many records that this is part of: the audit log has one entry for all of it. */
  batchId?: string | undefined;
  /** What set it off, unless a person or program did. */
  cause?: Cause | undefined;
  /** Automations take no notice of it. */
  quiet?: boolean | undefined;
  write: (tx: Tx) => Promise<void>;
}) => Promise<void>;
