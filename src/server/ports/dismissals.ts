import type { Tx } from './commit.ts';

/** Two customers someone said are not the same, by their ids. */
export type DismissedPair = readonly [string, string];

export interface DismissalStore {
  /** All pairs that one of these customers is part of. */
  among(ids: readonly string[]): Promise<DismissedPair[]>;
  /** Remembers pairs; those known already stay as they are. */
  add(pairs: readonly DismissedPair[], by: { actorId: string | null; at: Date }, tx: Tx): Promise<void>;
  /** Forgets all that is known of customers that go for good. */
  forget(ids: readonly string[]): Promise<void>;
}
