import type { ImportColumn, ImportCounts, ImportOptions } from '../../lib/contracts/import.ts';

/** A list of customers someone uploaded. Its id is also that of the job that runs it, and of the batch of changes. */
export interface ImportRecord {
  id: string;
  requestedBy: string;
  /** `id` names its pieces; `size` is in bytes. */
  file: { id: string; name: string; size: number };
  options: ImportOptions;
  columns: ImportColumn[];
  counts: ImportCounts;
  /** Still to be changed, and not run. */
  draft: boolean;
  /** The job that puts it back, if someone asked for that. */
  revertJobId: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** A row that could not be imported, as it stood in the file. */
export interface ImportFaultRecord {
  /** As a spreadsheet counts. */
  row: number;
  cells: string[];
  reason: string;
}
