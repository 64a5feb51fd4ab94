import type { Tx } from './commit.ts';
import type { MailRecord } from '../records/index.ts';
import type { ListMailsQuery } from '../../lib/contracts/mail.ts';
import type { Page } from '../../lib/contracts/common.ts';

export interface MailStore {
  find(id: string): Promise<MailRecord | null>;
  list(query: ListMailsQuery): Promise<Page<MailRecord>>;
  insert(record: MailRecord, tx: Tx): Promise<void>;
  /** Mails to be tried now, those that wait longest first: queued ones, and those whose attempt died. */
  due(now: Date, limit: number): Promise<string[]>;
  /** Takes a mail that is due for one attempt; null when it is not, or another has it. */
  claim(id: string, lease: { now: Date; until: Date }): Promise<MailRecord | null>;
  /** Tells that the attempt goes on. */
  renew(id: string, fence: number, until: Date): Promise<'running' | 'lost'>;
  /** Notes how an attempt ended; false when it is no longer the latest. */
  settle(
    mail: Pick<MailRecord, 'id' | 'fence'>,
    outcome: Pick<MailRecord, 'status' | 'error' | 'dueAt' | 'sentAt'>,
  ): Promise<boolean>;
  /** Puts a failed or kept mail back into the queue, as new. Throws StaleRecordError when it is neither. */
  requeue(id: string, now: Date, tx: Tx): Promise<void>;
}

/** What became of a mail that was handed to the server: taken, refused for good, or to be tried again. */
export type Delivery = { status: 'sent' } | { status: 'refused' | 'delayed'; reason: string };

export interface MailTransport {
  /** False without SMTP_URL: mails are kept and shown in the dashboard. */
  readonly delivers: boolean;
  /** Gives up, as `delayed`, when the signal aborts. */
  send(
    mail: Pick<MailRecord, 'id' | 'to' | 'subject' | 'text' | 'html' | 'replyTo' | 'createdAt'>,
    signal: AbortSignal,
  ): Promise<Delivery>;
}
