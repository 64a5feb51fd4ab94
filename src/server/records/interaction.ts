import type { InteractionKind } from '../../lib/contracts/interaction.ts';
import type { Versioned } from './versioned.ts';

export interface InteractionRecord extends Versioned {
  customerId: string;
  dealId: string | null;
  kind: InteractionKind;
  at: Date;
  minutes: number | null;
  outcome: string | null;
  text: string;
  participants: string[];
  /** The member who logged it; null for a program. */
  authorId: string | null;
}
