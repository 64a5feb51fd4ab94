import type { Automation } from '../../../lib/contracts/automation.ts';
import type { PlannedStep, SimulateRequest, SimulatedRun, Simulation } from '../../../lib/contracts/automation-run.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { PipelineStage } from '../../../lib/contracts/pipeline.ts';
import { daysAfter } from '../../../lib/domain/automations/timing.ts';
import { ProblemError, invalid } from '../../../lib/domain/errors.ts';
import { automationsOf } from '../../../lib/domain/pipelines/stages.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';
import { checkConditions } from '../pipelines/check-conditions.ts';
import { findPipeline } from '../pipelines/find-pipeline.ts';
import { requirePermission } from '../shared/authorise.ts';
import { actions } from './actions/index.ts';
import { outcomeOf } from './condition.ts';
import { findAutomation } from './find-automation.ts';
import { pastOccasions, type PastOccasion } from './past-occasions.ts';
import type { Scene } from './scene.ts';

/** So many of the newest are told one by one. */
const told = 200;
const pageSize = 200;

/**
 * What an automation, saved or not, would have done in the last days: whom it would have been for and who not and why,
 * each mail as it would have read and each task as it would have been called. Records count as they are now: how they
 * were then is not kept. Nothing is written and nothing is sent.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` with what is wrong with the automation
 */
export async function simulate(
  { ports, actor }: Context,
  { pipelineId, request }: { pipelineId: string; request: SimulateRequest },
): Promise<Simulation> {
  requirePermission(actor, 'pipelines.configure', 'try automations');
  const pipeline = await findPipeline(ports, pipelineId);
  const { stage, automation } = await wanted(ports, pipeline, request);
  const reading = withoutEffects(ports);
  const to = ports.clock.now();
  const from = daysAfter(to, -request.days);
  const occasions = await pastOccasions(reading, { pipeline, stage, automation, from, to });
  const runs: SimulatedRun[] = [];
  let matched = 0;
  for (let start = 0; start < occasions.length; start += pageSize) {
    const page = occasions.slice(start, start + pageSize);
    for (const { scene, occasion } of await scenesOf(reading, { pipeline, stage, automation }, page)) {
      const outcome = await outcomeFor(scene, automation, occasion);
      if (outcome.matches) matched += 1;
      if (runs.length >= told) continue;
      runs.push(await toldRun(scene, occasion, automation, outcome));
    }
  }
  return { from: from.toISOString(), to: to.toISOString(), considered: occasions.length, matched, runs };
}

async function wanted(
  ports: Ports,
  pipeline: PipelineRecord,
  { automationId, automation: draft, stageId }: SimulateRequest,
): Promise<{ stage: PipelineStage; automation: Automation }> {
  if (automationId !== undefined) return findAutomation(ports, { pipelineId: pipeline.id, automationId });
  const stage = pipeline.stages.find(({ id }) => id === stageId);
  if (!stage || !draft) throw invalid('stageId', 'there is no such stage in this pipeline');
  await checkConditions(ports, [{ name: stage.name, automations: [draft] }]);
  const [automation] = automationsOf([draft], stage.automations, () => ports.ids.next());
  if (!automation) throw new Error('A draft was lost');
  return { stage, automation };
}

/** Ports that read and do nothing else, whatever an action tries. */
const withoutEffects = (ports: Ports): Ports => {
  const refuse = () => Promise.reject(new Error('A dry run must not do anything'));
  return { ...ports, commit: refuse, webhooks: { ...ports.webhooks, post: refuse } };
};

interface Outcome {
  matches: boolean;
  condition: SimulatedRun['condition'];
  why: string | null;
}

async function outcomeFor(scene: Scene, { condition: text }: Automation, { why }: PastOccasion): Promise<Outcome> {
  if (why !== null) return { matches: false, condition: null, why };
  const condition = await outcomeOf(text, scene);
  if (condition === null || condition.holds) return { matches: true, condition, why: null };
  return { matches: false, condition, why: condition.reason ?? 'The condition does not hold.' };
}

/** What there is to work with on each occasion, read for all at once; none of deals and customers that are gone. */
async function scenesOf(
  ports: Ports,
  place: { pipeline: PipelineRecord; stage: PipelineStage; automation: Automation },
  occasions: readonly PastOccasion[],
): Promise<{ scene: Scene; occasion: PastOccasion }[]> {
  const deals = await ports.all.deals.findMany(occasions.map(({ dealId }) => dealId));
  const customers = await ports.all.customers.findMany(deals.map(({ customerId }) => customerId));
  const dealsById = new Map(deals.map((deal) => [deal.id, deal]));
  const customersById = new Map(customers.map((customer) => [customer.id, customer]));
  return occasions.flatMap((occasion) => {
    const deal = dealsById.get(occasion.dealId);
    const customer = deal && customersById.get(deal.customerId);
    if (deal?.deletedAt !== null || customer?.deletedAt !== null) return [];
    const { entry, task, at: now } = occasion;
    return [{ occasion, scene: { ports, ...place, deal, customer, entry, task, now } }];
  });
}

async function toldRun(
  scene: Scene,
  { at }: PastOccasion,
  automation: Automation,
  { matches, condition, why }: Outcome,
): Promise<SimulatedRun> {
  const { deal, customer } = scene;
  const steps: PlannedStep[] = [];
  if (matches) for (const action of automation.actions) steps.push(await plannedStep(scene, action));
  return {
    dealId: deal.id,
    dealTitle: deal.title,
    customerId: customer.id,
    customerName: customerName(customer),
    at: at.toISOString(),
    matches,
    condition,
    why,
    steps,
  };
}

async function plannedStep(scene: Scene, action: Automation['actions'][number]): Promise<PlannedStep> {
  const nothing = { action: action.action, mail: null, task: null, error: null };
  try {
    const { said, mail = null, task = null } = await actions[action.action](scene, action);
    return { ...nothing, said, mail, task };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { ...nothing, said: 'It could not have been done.', error: error.message };
  }
}
