import type { Tx } from './commit.ts';

/** The records that sample data consists of, by kind. */
export interface SampleIds {
  customers: string[];
  deals: string[];
  tasks: string[];
}

export interface SampleStore {
  /** Which records are samples. */
  all(): Promise<SampleIds>;
  mark(kind: keyof SampleIds, ids: readonly string[], tx: Tx): Promise<void>;
  /** From now on they are records like others, or gone. */
  forget(ids: readonly string[], tx: Tx): Promise<void>;
}

/** What a member has seen, and wishes to see no more. */
export interface Guidance {
  seen: string[];
  dismissed: string[];
}

export interface GuidanceStore {
  of(userId: string): Promise<Guidance>;
  /** Notes a word once. */
  note(userId: string, what: keyof Guidance, word: string): Promise<void>;
}
