import type { Context } from '../../ports/index.ts';
import type { SampleState } from '../../../lib/contracts/onboarding.ts';
import { requirePermission } from '../shared/authorise.ts';

/** How much sample data there is, and whether it is being made or removed. Throws ProblemError `forbidden`. */
export async function countSamples({ ports, actor }: Context): Promise<SampleState> {
  requirePermission(actor, 'settings.write', 'see the sample data');
  const { customers, deals, tasks } = await ports.samples.all();
  const latest = await Promise.all(
    (['fill_samples', 'remove_samples'] as const).map((kind) => ports.batchJobs.ofKind(kind, 1)),
  );
  const busy = latest.flat().some(({ status }) => status === 'queued' || status === 'running');
  return { customers: customers.length, deals: deals.length, tasks: tasks.length, busy };
}
