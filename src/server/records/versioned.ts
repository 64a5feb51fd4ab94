/** What every versioned, soft-deleted record carries. */
export interface Versioned {
  id: string;
  version: number;
  /** At which version each path last changed: lets two people change different fields of one record. */
  fieldVersions: Record<string, number>;
  deletedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}
