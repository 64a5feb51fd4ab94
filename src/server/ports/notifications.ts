import type { Page } from '../../lib/contracts/common.ts';
import type { ListNotificationsQuery, NotificationPreferences } from '../../lib/contracts/notification.ts';
import type { NotificationRecord } from '../records/index.ts';
import type { Tx } from './commit.ts';

/** What members were told; kept for 90 days. */
export interface NotificationStore {
  find(id: string): Promise<NotificationRecord | null>;
  list(query: ListNotificationsQuery & { member: string }): Promise<Page<NotificationRecord>>;
  /** How many a member has not read; counted no further than `most`. */
  unread(member: string, most: number): Promise<number>;
  /** Those of some keys that were told already. */
  told(keys: readonly string[]): Promise<Set<string>>;
  /** What a member was told since an instant, has not read, and has this in common. */
  alike(of: { member: string; common: string; since: Date }): Promise<NotificationRecord[]>;
  /** Throws DuplicateKeyError('key') when one was told already. */
  insertMany(records: readonly NotificationRecord[], tx: Tx): Promise<void>;
  remove(ids: readonly string[], tx: Tx): Promise<void>;
  markRead(id: string, at: Date, tx: Tx): Promise<void>;
  /** Marks all of a member's as read. */
  markAllRead(member: string, at: Date, tx: Tx): Promise<void>;
}

/** How members want to be told of what; whoever never chose has the standard. */
export interface NotificationPreferenceStore {
  ofMany(members: readonly string[]): Promise<Map<string, NotificationPreferences>>;
  save(member: string, preferences: NotificationPreferences, tx: Tx): Promise<void>;
}
