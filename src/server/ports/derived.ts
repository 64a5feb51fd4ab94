/** Fields that follow from a record's others, kept with it to sort and search by. Records' stores write them. */
export interface DerivedUpkeep {
  /** Derives anew what was written by other rules than today's. Answers how many records that were. */
  refresh(signal: AbortSignal): Promise<number>;
}
