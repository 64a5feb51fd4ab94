import type { AutomationRun, ListRunsQuery } from '../../../lib/contracts/automation-run.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { findDeal } from '../deals/find-deal.ts';
import { findPipeline } from '../pipelines/find-pipeline.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentRuns } from './present-run.ts';

/**
 * What automations did in a pipeline, newest first. Who sees only their own records asks for a deal or a customer of
 * theirs.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` for a bad cursor
 */
export async function listPipelineRuns(
  context: Context,
  { id, query }: { id: string; query: ListRunsQuery },
): Promise<Page<AutomationRun>> {
  mayReadRuns(context);
  const { ports, actor } = context;
  await findPipeline(ports, id);
  const { dealId, customerId } = query;
  if (dealId) await findDeal(ports, dealId);
  if (customerId) await findCustomer(ports, customerId);
  if (actor.kind === 'member' && actor.ownOnly && !dealId && !customerId) {
    throw new ProblemError('forbidden', 'You see your own records only: name one of your deals or customers.');
  }
  return listed(context, { ...query, pipelineId: id });
}

/**
 * What automations did for a customer, newest first.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` for a bad cursor
 */
export async function listCustomerRuns(
  context: Context,
  { id, query }: { id: string; query: ListRunsQuery },
): Promise<Page<AutomationRun>> {
  mayReadRuns(context);
  await findCustomer(context.ports, id);
  return listed(context, { ...query, customerId: id });
}

function mayReadRuns({ actor }: Context): void {
  requirePermission(actor, 'pipelines.read', 'read pipelines');
  requirePermission(actor, 'deals.read', 'read deals');
  requirePermission(actor, 'customers.read', 'read customers');
}

async function listed(
  { ports }: Context,
  query: ListRunsQuery & { pipelineId?: string },
): Promise<Page<AutomationRun>> {
  const { items, ...page } = await ports.automationRuns.list(query);
  return { ...page, items: await presentRuns(ports, items) };
}
