import type { CauseDepth } from '../../../lib/domain/automations/causality.ts';
import type { StoredEvent } from '../../../lib/domain/events.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';

interface Line {
  /** Stages there are. */
  known: ReadonlySet<string>;
  /** Those whose deals go on by themselves. */
  advancing: ReadonlySet<string>;
}

/**
 * The deals that need tending after some events, each with the event it is for: those that a change of the deal, its
 * customer or its tasks may let go on by themselves, and those in stages that are gone. None of the others, so that a
 * change of ten thousand deals makes no ten thousand jobs.
 */
export async function dealsToTend(
  ports: Pick<Ports, 'all'>,
  events: readonly StoredEvent[],
  pipelines: () => Promise<readonly PipelineRecord[]>,
): Promise<{ eventId: string; dealId: string; depth: CauseDepth | null }[]> {
  const touching = events.filter(({ event: { type } }) => tending.has(type));
  if (touching.length === 0) return [];
  const line = lineOf(await pipelines());
  const found: { eventId: string; dealId: string; depth: CauseDepth | null }[] = [];
  for (const { id: eventId, event, cause } of touching) {
    const dealIds = await dealsOf(ports, event, line);
    found.push(...dealIds.map((dealId) => ({ eventId, dealId, depth: cause?.depth ?? null })));
  }
  return found;
}

const tending: ReadonlySet<StoredEvent['event']['type']> = new Set([
  'deal.changed',
  'customer.changed',
  'task.changed',
]);

function lineOf(pipelines: readonly PipelineRecord[]): Line {
  const stages = pipelines.flatMap((pipeline) => pipeline.stages);
  return {
    known: new Set(stages.map(({ id }) => id)),
    advancing: new Set(stages.filter(({ autoAdvance }) => autoAdvance).map(({ id }) => id)),
  };
}

async function dealsOf(
  { all }: Pick<Ports, 'all'>,
  event: StoredEvent['event'],
  { known, advancing }: Line,
): Promise<string[]> {
  switch (event.type) {
    case 'deal.changed': {
      const { id, pipelineStage, deletedAt } = event.deal;
      if (pipelineStage === null || deletedAt !== null) return [];
      return advancing.has(pipelineStage) || !known.has(pipelineStage) ? [id] : [];
    }
    case 'customer.changed':
      return advancing.size === 0 ? [] : all.deals.openOf(event.customer.id, [...advancing]);
    case 'task.changed':
      return advancing.size === 0 || event.task.dealId === null ? [] : [event.task.dealId];
    default:
      return [];
  }
}
