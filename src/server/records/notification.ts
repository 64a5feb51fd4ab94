import type { NotificationType } from '../../lib/contracts/notification.ts';

/** One thing a member was told. */
export interface NotificationRecord {
  id: string;
  member: string;
  type: NotificationType;
  title: string;
  link: string | null;
  /** Names what was told, where that must happen once; else null. */
  key: string | null;
  /** What it has in common with those it may be told together with; null for what is told by itself. */
  common: string | null;
  /** How many it stands for. */
  count: number;
  readAt: Date | null;
  createdAt: Date;
}
