import type { Tx } from './commit.ts';
import type { StoredEvent } from '../../lib/domain/events.ts';

export interface OutboxNews {
  /** Events were committed that have no number yet. */
  onCommitted: () => void;
  /** Events have their numbers. */
  onNumbered: () => void;
}

export interface OutboxStore {
  /** Gives the next sequence numbers to committed events that have none, in commit order. Leader only. */
  sequence(limit: number): Promise<number>;
  /** Sequenced events after a position, in order. */
  after(sequence: number, limit: number): Promise<StoredEvent[]>;
  last(): Promise<number>;
  /** The oldest still kept: a client behind it must resynchronise. */
  first(): Promise<number>;
  position(consumer: string): Promise<number | null>;
  savePosition(consumer: string, sequence: number): Promise<void>;
  /**
   * Moves a consumer on together with what it made of the events between: once, however many try. Throws
   * StaleRecordError when it does not stand at `from`.
   */
  movePosition(consumer: string, step: { from: number | null; to: number }, tx: Tx): Promise<void>;
  /** Survives reconnects. Returns a function that stops it. */
  watch(news: OutboxNews): Promise<() => Promise<void>>;
}
