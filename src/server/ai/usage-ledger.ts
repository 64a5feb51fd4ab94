import type { Clock, Ids, Logger, PlanRequest, UsageStore } from '../ports/index.ts';
import type { UsageRecord } from '../records/index.ts';

export type Entry = Pick<
  UsageRecord,
  'model' | 'promptTokens' | 'completionTokens' | 'cost' | 'estimated' | 'latencyMs' | 'outcome'
>;

/** Writes each request to a model down. A ledger that cannot be written is logged and never stops a plan. */
export function createLedger(options: { usage: Pick<UsageStore, 'insert'>; ids: Ids; clock: Clock; log: Logger }) {
  const { usage: store, ids, clock, log } = options;
  return async function enter(
    { generationId, taskId, userId }: Pick<PlanRequest, 'generationId' | 'taskId' | 'userId'>,
    entry: Entry,
  ): Promise<void> {
    const record: UsageRecord = { id: ids.next(), generationId, taskId, userId, ...entry, createdAt: clock.now() };
    await store.insert(record).catch((error: unknown) => {
      log.error(
        { err: error, generationId, model: entry.model, outcome: entry.outcome },
        'A request to a model could not be entered in the ledger',
      );
    });
  };
}
export type Ledger = ReturnType<typeof createLedger>;
