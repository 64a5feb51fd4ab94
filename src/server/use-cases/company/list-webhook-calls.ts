import type { AutomationRun, RunStep } from '../../../lib/contracts/automation-run.ts';
import type { Context } from '../../ports/index.ts';
import { presentRuns } from '../automations/present-run.ts';
import { requirePermission } from '../shared/authorise.ts';

/** A call of another program: the step that made it, and the run it is part of. */
export interface WebhookCall {
  step: RunStep;
  run: AutomationRun;
}

const mostShown = 20;

/** The latest calls of webhooks, newest first. Throws ProblemError `forbidden`. */
export async function listWebhookCalls({ ports, actor }: Context): Promise<WebhookCall[]> {
  requirePermission(actor, 'settings.write', 'see the calls of webhooks');
  requirePermission(actor, 'deals.read', 'read deals');
  requirePermission(actor, 'customers.read', 'read customers');
  const runs = await presentRuns(ports, await ports.automationRuns.withStep('webhook', mostShown));
  return runs
    .flatMap((run) => run.steps.filter(({ action }) => action === 'webhook').map((step) => ({ step, run })))
    .toSorted((one, other) => other.step.finishedAt.localeCompare(one.step.finishedAt))
    .slice(0, mostShown);
}
