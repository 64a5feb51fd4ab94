import { stageAfter } from '../../../lib/domain/pipelines/stages.ts';
import { depthOfEffect, type CauseDepth } from '../../../lib/domain/automations/causality.ts';
import type { Actor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';
import type { DealRecord, PipelineRecord } from '../../records/index.ts';
import { updateDeal } from '../deals/update-deal.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { systemActor } from '../shared/system-actor.ts';
import { unmetCriteria } from './exit-criteria.ts';
import type { Place } from './place-of.ts';

/** So often in an hour a deal is moved by no member: more is a circle of rules. */
const mostMoves = 30;
const hourMs = 60 * 60 * 1000;
/** Stages whose deals went to stages whose deals went elsewhere. */
const mostHops = 50;

/**
 * Does for a deal what nobody has to ask for. One in a stage that was deleted while it was moved there goes where the
 * stage’s deals went. One that meets all exit criteria of a stage that says so goes on to the next.
 * @param causeDepth of what changed the deal; null when a person did
 */
export async function tendDeal(ports: Ports, id: string, causeDepth: CauseDepth | null = null): Promise<void> {
  const depth = causeDepth === null ? 0 : depthOfEffect(causeDepth);
  await retryStale(async () => {
    const deal = await ports.all.deals.find(id);
    if (!deal || deal.deletedAt || deal.pipelineId === null) return;
    const pipeline = await ports.pipelines.find(deal.pipelineId);
    const stage = pipeline?.deletedAt === null && pipeline.stages.find((each) => each.id === deal.pipelineStage);
    if (!stage) {
      const place = await whereItWent(ports, pipeline, deal);
      await updateDeal({ ports, actor: systemActor }, { id, patch: place });
      return;
    }
    const next = stageAfter(pipeline.stages, stage.id);
    if (!stage.autoAdvance || stage.exitCriteria.length === 0 || !next || deal.status !== 'open') return;
    if ((await unmetCriteria(ports, deal, stage)).length > 0) return;
    if (depth === null || (await movesInCircles(ports, deal))) {
      ports.log.warn({ dealId: id, stageId: stage.id }, 'A deal was moved by rules too often and stays where it is');
      return;
    }
    const commit: Ports['commit'] = (change) => ports.commit({ ...change, cause: { runId: null, depth } });
    const rule = { ports: { ...ports, commit }, actor: ruleOf(pipeline, stage.id) };
    await updateDeal(rule, { id, patch: { pipelineStage: next.id } });
  });
}

const ruleOf = ({ name }: PipelineRecord, stageId: string): Actor => ({
  kind: 'automation',
  id: stageId,
  name: `A rule of ${name}`,
  permissions: new Set(['deals.read', 'deals.write']),
});

async function movesInCircles({ stageEntries, clock }: Ports, { id }: DealRecord): Promise<boolean> {
  const since = clock.now().getTime() - hourMs;
  const byRules = (await stageEntries.ofDeal(id)).filter(
    ({ actor, enteredAt }) => !['member', 'api_key'].includes(actor.kind) && enteredAt.getTime() >= since,
  );
  return byRules.length >= mostMoves;
}

/** Where the deals of a stage that is gone are by now; nowhere when nobody had to say so. */
async function whereItWent(ports: Ports, from: PipelineRecord | null, deal: DealRecord): Promise<Place> {
  let pipeline = from;
  let stageId = deal.pipelineStage;
  for (let hop = 0; hop < mostHops && pipeline && stageId !== null; hop += 1) {
    const there = stageId;
    if (pipeline.deletedAt === null && pipeline.stages.some(({ id }) => id === there)) {
      return { pipelineId: pipeline.id, pipelineStage: there };
    }
    stageId = pipeline.goneStages.find(({ id }) => id === there)?.movedTo ?? pipeline.movedTo;
    pipeline = stageId === null ? null : await ports.pipelines.withStage(stageId);
  }
  return { pipelineId: null, pipelineStage: null };
}
