import type { Edited, RecordEdits } from '../../lib/client/record-edits.ts';

/** What fields that are edited where they stand are drawn from. */
export interface EditView<Kept extends Edited> {
  record: Kept;
  edits: RecordEdits<Kept>;
  /** The page's one form: its fields belong to it wherever they stand. */
  formId: string;
  /** False until the island runs: then forms need their buttons. */
  live: boolean;
  /** What a posted form got wrong, by path, from the server. */
  errors: Readonly<Record<string, string>>;
  /** What was typed into it. */
  typed: Readonly<Record<string, string>>;
}
