import type { BatchRun } from '../batches/define-batch.ts';
import { requirePermission } from '../shared/authorise.ts';
import { removeSamples } from './remove-samples.ts';

/** Removes the sample data. */
export async function handle(run: BatchRun<object>): Promise<void> {
  requirePermission(run.context.actor, 'settings.write', 'remove the sample data');
  await removeSamples(run);
}
