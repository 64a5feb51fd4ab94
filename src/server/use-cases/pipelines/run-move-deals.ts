import type { Context } from '../../ports/index.ts';
import type { BatchRun } from '../batches/define-batch.ts';
import { runBulk } from '../bulk/run-bulk.ts';
import { findDeal } from '../deals/find-deal.ts';
import { updateDeal } from '../deals/update-deal.ts';
import type { Place } from './place-of.ts';

interface Change {
  /** Where deals go, by the stage they are in. */
  moves: Record<string, Place>;
}

/** Moves one deal, unless someone moved it elsewhere meanwhile. */
async function moveDeal(context: Context, id: string, { moves }: Change): Promise<void> {
  const { pipelineStage } = await findDeal(context.ports, id);
  const place = moves[pipelineStage ?? ''];
  if (place) await updateDeal(context, { id, patch: place });
}

/** Moves the deals of stages that were deleted. */
export const handle = ({ input, ...run }: BatchRun<Change>): Promise<void> =>
  runBulk({ ...run, input: { change: input } }, { collection: 'deals', apply: moveDeal });
