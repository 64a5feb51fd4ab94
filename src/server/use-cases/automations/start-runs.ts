import type { AutomationRun, StartRunsRequest } from '../../../lib/contracts/automation-run.ts';
import { invalid, ProblemError } from '../../../lib/domain/errors.ts';
import { firstLook } from '../../../lib/domain/automations/timing.ts';
import type { Context } from '../../ports/index.ts';
import type { DealRecord } from '../../records/index.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';
import { findAutomation } from './find-automation.ts';
import { newRun } from './new-run.ts';
import { presentRuns } from './present-run.ts';

interface StartRunsInput {
  pipelineId: string;
  automationId: string;
  request: StartRunsRequest;
}

/** So many deals at most by one request. */
const mostRuns = 1000;

/**
 * Sets an automation off by hand, for deals that are in its stage: any by those who configure pipelines, those that wait
 * for it (`manual`) by everyone who changes deals. Its condition counts as always.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` naming what is wrong with the deals
 */
export async function startRuns(
  context: Context,
  { pipelineId, automationId, request }: StartRunsInput,
): Promise<AutomationRun[]> {
  const { ports, actor } = context;
  requirePermission(actor, 'deals.write', 'set automations off');
  const member = requireMember(actor, 'set automations off');
  const placed = await findAutomation(ports, { pipelineId, automationId });
  const { automation, stage } = placed;
  if (automation.trigger !== 'manual') {
    requirePermission(actor, 'pipelines.configure', 'set automations off that have another trigger');
  }
  const deals = await wantedDeals(context, request, stage.id);
  const now = ports.clock.now();
  // Whoever sets it off now does not want to wait for the time in the stage.
  const elapsed = firstLook(automation, now).getTime() - now.getTime();
  const runs = deals.map((deal) =>
    newRun(ports, placed, {
      of: `manual:${ports.ids.next()}`,
      trigger: 'manual',
      triggeredAt: automation.inactiveDays === null ? new Date(now.getTime() - elapsed) : now,
      dealId: deal.id,
      customerId: deal.customerId,
      entryId: null,
      taskId: null,
      startedBy: { kind: 'member', id: member.id, name: member.name },
      cause: null,
    }),
  );
  await ports.automationRuns.insertNew(runs);
  return presentRuns(ports, runs);
}

async function wantedDeals(
  { ports }: Context,
  { dealIds, customerId, all }: StartRunsRequest,
  stageId: string,
): Promise<DealRecord[]> {
  if (all) {
    const deals = await ports.deals.inStages([stageId], mostRuns + 1);
    if (deals.length > mostRuns) {
      throw new ProblemError(
        'validation_failed',
        `More than ${mostRuns} deals are in this stage: name the deals instead.`,
      );
    }
    return deals.filter(({ status }) => status === 'open');
  }
  if (customerId) {
    const ids = await ports.deals.openOf(customerId, [stageId]);
    const [latest] = (await ports.deals.findMany(ids)).toSorted(byMove);
    if (!latest) throw invalid('customerId', 'has no open deal in this stage');
    return [latest];
  }
  const deals = await ports.deals.findMany(dealIds ?? []);
  return (dealIds ?? []).map((id, index) => {
    const deal = deals.find((one) => one.id === id);
    if (deal?.deletedAt !== null || deal.pipelineStage !== stageId || deal.status !== 'open') {
      throw invalid(`dealIds.${index}`, 'is no open deal in this stage');
    }
    return deal;
  });
}

const byMove = (one: DealRecord, other: DealRecord): number =>
  (other.stageSince?.getTime() ?? 0) - (one.stageSince?.getTime() ?? 0);
