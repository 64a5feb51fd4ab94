import type { BatchRun } from '../batches/define-batch.ts';
import { noOutcome } from '../batches/outcome.ts';
import { requirePermission } from '../shared/authorise.ts';
import { keepNewest } from './keep-newest.ts';

/** Makes one backup, and lets the oldest go. */
export async function handle(run: BatchRun<object>): Promise<void> {
  const { ports, actor } = run.context;
  requirePermission(actor, 'data.export', 'back up the database');
  await ports.backups.make(ports.clock.now(), run.signal);
  await keepNewest(ports);
  const progress = { done: 1, total: 1 };
  await run.chunk(() => Promise.resolve({ position: null, progress, result: { ...noOutcome, changed: 1 } }));
}
