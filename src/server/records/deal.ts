import type { DealStatus } from '../../lib/contracts/deal.ts';
import type { Versioned } from './versioned.ts';

export interface DealRecord extends Versioned {
  customerId: string;
  title: string;
  pipelineId: string | null;
  pipelineStage: string | null;
  /** Since when it is in its stage; null outside of pipelines. */
  stageSince: Date | null;
  /** A decimal number in `currency`; the store keeps whole minor units. */
  value: number | null;
  /** ISO 4217. */
  currency: string;
  expectedCloseDate: Date | null;
  status: DealStatus;
  /** Of lost deals. */
  lostReason: string | null;
  /** When it was won or lost. */
  closedAt: Date | null;
  assignedTo: string | null;
  /** It went to the bin with its customer and comes back with it. */
  binnedWithCustomer: boolean;
}
