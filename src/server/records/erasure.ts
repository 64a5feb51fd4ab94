/** That a customer was erased for good: who did it, when and why. Of the customer nothing but the id. */
export interface ErasureRecord {
  id: string;
  customerId: string;
  at: Date;
  /** The member who did it. */
  erasedBy: string | null;
  reason: string | null;
  removed: { customers: number; notes: number; deals: number; tasks: number };
}
