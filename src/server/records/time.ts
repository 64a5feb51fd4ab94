import type { TimeEntry } from '../../lib/contracts/time.ts';

export interface TimeEntryRecord extends Pick<
  TimeEntry,
  'id' | 'taskId' | 'subtaskId' | 'userId' | 'minutes' | 'note' | 'source'
> {
  at: Date;
  createdAt: Date;
  updatedAt: Date;
}

/** The one timer a member has running. */
export interface TimerRecord {
  userId: string;
  taskId: string;
  subtaskId: string | null;
  startedAt: Date;
}
