import type { Clock, Ids, Logger, PlanRequest, UsageStore } from '../ports.ts';
import type { UsageRecord } from '../records.ts';
import type { Usage } from './read-chunk.ts';

export interface Settlement {
  /** The model that really answered, or the one asked. */
  model: string;
  usage: Usage | null;
  latencyMs: number;
  outcome: UsageRecord['outcome'];
}

/** Writes each request to a model down. A ledger that cannot be written is logged and never stops a plan. */
export function createLedger(options: { usage: Pick<UsageStore, 'insert'>; ids: Ids; clock: Clock; log: Logger }) {
  const { usage: store, ids, clock, log } = options;
  return async function settle(
    { generationId, taskId, userId }: Pick<PlanRequest, 'generationId' | 'taskId' | 'userId'>,
    { model, usage, latencyMs, outcome }: Settlement,
  ): Promise<void> {
    const record: UsageRecord = {
      id: ids.next(),
      generationId,
      taskId,
      userId,
      model,
      promptTokens: usage?.promptTokens ?? 0,
      completionTokens: usage?.completionTokens ?? 0,
      cost: usage?.cost ?? null,
      estimated: false,
      latencyMs: Math.round(latencyMs),
      outcome,
      createdAt: clock.now(),
    };
    await store.insert(record).catch((error: unknown) => {
      log.error(
        { err: error, generationId, model, outcome },
        'A request to a model could not be entered in the ledger',
      );
    });
  };
}
export type Ledger = ReturnType<typeof createLedger>;
