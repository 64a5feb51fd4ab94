/** What is wrong with a row, in the words of whoever made the file. */
export interface RowFault {
  /** The column's heading; null for the whole row. */
  column: string | null;
  message: string;
}
