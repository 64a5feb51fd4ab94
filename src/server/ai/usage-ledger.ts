import type { Clock, Ids, Logger, UsageStore } from '../ports/index.ts';
import type { UsageRecord } from '../records/index.ts';
import type { Cause } from './question.ts';

export type Entry = Pick<
  UsageRecord,
  'model' | 'promptTokens' | 'completionTokens' | 'cost' | 'estimated' | 'latencyMs' | 'outcome'
>;

/** Writes each request to a model down. A ledger that cannot be written is logged and never stops anything. */
export function createLedger(options: { usage: Pick<UsageStore, 'insert'>; ids: Ids; clock: Clock; log: Logger }) {
  const { usage: store, ids, clock, log } = options;
  return async function enter(cause: Cause, entry: Entry): Promise<void> {
    const record: UsageRecord = { id: ids.next(), ...cause, ...entry, createdAt: clock.now() };
    await store.insert(record).catch((error: unknown) => {
      log.error(
        { err: error, ...cause, model: entry.model, outcome: entry.outcome },
        'A request to a model could not be entered in the ledger',
      );
    });
  };
}
export type Ledger = ReturnType<typeof createLedger>;
