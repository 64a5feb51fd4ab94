import { endOfWorkday, startOfWorkday } from '../../../lib/client/format.ts';

export interface DayKind {
  path: 'dueDate' | 'scheduledFor';
  id: string;
  label: string;
  /** What a day of the calendar means, as ISO 8601; null for none. */
  at: (day: string, zone: string) => string | null;
}

/** Due at the end of that day's work. */
export const due: DayKind = { path: 'dueDate', id: 'task-due', label: 'Due', at: endOfWorkday };
/** Begun at the start of that day's work. */
export const start: DayKind = { path: 'scheduledFor', id: 'task-start', label: 'Start', at: startOfWorkday };
