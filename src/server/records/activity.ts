import type { ActivityType, ActivityValue } from '../../lib/contracts/activity.ts';

/** One thing that happened, as histories keep it: never changed afterwards. */
export interface ActivityRecord {
  id: string;
  type: ActivityType;
  at: Date;
  actor: { kind: string; id: string | null; name: string };
  /** Whose history it belongs to: the customers of the task or deal before and after, too. */
  customerIds: string[];
  taskId: string | null;
  /** The title the task had then. */
  taskTitle: string | null;
  /** The batch it is part of, the record it happened to and the version it made of that; null outside of batches. */
  batch: { id: string; recordId: string; version: number } | null;
  /** The deal it happened to, or the one of the task it happened to. */
  dealId: string | null;
  /** The title the deal had then; null for what happened to a task. */
  dealTitle: string | null;
  changes: { path: string; from: ActivityValue; to: ActivityValue }[];
}
