import type { Tx } from './commit.ts';
import type { MailRecord } from '../records/index.ts';
import type { ListMailsQuery } from '../../lib/contracts/mail.ts';
import type { Page } from '../../lib/contracts/common.ts';

export interface MailStore {
  find(id: string): Promise<MailRecord | null>;
  list(query: ListMailsQuery): Promise<Page<MailRecord>>;
  insert(record: MailRecord, tx: Tx): Promise<void>;
  update(id: string, change: Partial<Pick<MailRecord, 'status' | 'attempts' | 'error' | 'sentAt'>>): Promise<void>;
}

export interface MailTransport {
  /** False without SMTP_URL: mails are kept and shown in the dashboard. */
  readonly delivers: boolean;
  send(mail: Pick<MailRecord, 'id' | 'to' | 'subject' | 'text'>): Promise<void>;
}
