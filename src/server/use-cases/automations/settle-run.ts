import type { AutomationRun, RunStatus } from '../../../lib/contracts/automation-run.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context, RunChange } from '../../ports/index.ts';
import type { AutomationRunRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findRun, type RunOfPipeline } from './find-run.ts';
import { presentRun } from './present-run.ts';

/**
 * Has a run that failed tried again, from the step that could not be done.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict` for a run that did not fail
 */
export const retryRun = (context: Context, wanted: RunOfPipeline): Promise<AutomationRun> =>
  settled(context, wanted, {
    from: ['failed'],
    otherwise: 'Only a run that failed can be tried again.',
    change: ({ steps }, now) => ({
      status: 'waiting',
      dueAt: now,
      failures: 0,
      error: null,
      finishedAt: null,
      steps: steps.filter(({ status }) => status === 'done'),
    }),
  });

/**
 * Ends a run before its next step; what it did stays.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict` for a run that is over
 */
export const cancelRun = (context: Context, wanted: RunOfPipeline): Promise<AutomationRun> =>
  settled(context, wanted, {
    from: ['waiting', 'running'],
    otherwise: 'This run is over, so there is nothing to cancel.',
    change: (_, now) => ({ status: 'cancelled', dueAt: null, error: null, finishedAt: now }),
  });

interface Settling {
  from: RunStatus[];
  /** Why it is refused to runs that stand otherwise. */
  otherwise: string;
  change: (run: AutomationRunRecord, now: Date) => RunChange;
}

async function settled(
  { ports, actor }: Context,
  wanted: RunOfPipeline,
  { from, otherwise, change }: Settling,
): Promise<AutomationRun> {
  requirePermission(actor, 'deals.write', 'say how runs go on');
  const run = await findRun(ports, wanted);
  const after = change(run, ports.clock.now());
  await ports.commit({
    actor,
    events: [],
    async write(tx) {
      const was = await ports.automationRuns.settle(run.id, from, after, tx);
      if (!was) throw new ProblemError('conflict', otherwise);
    },
  });
  return presentRun(ports, { ...run, ...after });
}
