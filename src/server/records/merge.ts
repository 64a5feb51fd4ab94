import type { ActivityValue } from '../../lib/contracts/activity.ts';

/** A merge of customers, with all that is needed to undo it. */
export interface MergeRecord {
  id: string;
  keptId: string;
  /** Those in the bin because of it. */
  mergedIds: string[];
  /** Whose histories the kept one shows since: of those, and of what had been merged into them before. */
  histories: string[];
  mergedBy: string | null;
  at: Date;
  undoneAt: Date | null;
  /** What became of the kept one, field by field. */
  changes: { path: string; from: ActivityValue; to: ActivityValue }[];
  /** Notes the kept one has from the others; those still have them too. */
  noteIds: string[];
  /** What belongs to the kept one since, and whose it was. */
  tasks: { id: string; from: string }[];
  deals: { id: string; from: string }[];
}
