import { mostAtOnce } from '../../../lib/contracts/limits.ts';
import type { Job } from '../../../lib/contracts/job.ts';
import { invalid, ProblemError } from '../../../lib/domain/errors.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';
import { newBatch } from '../batches/queue-batch.ts';
import { keepItems } from '../bulk/keep-items.ts';
import { committing } from '../deals/deal-change.ts';
import { stamp } from '../shared/merge-patch.ts';
import type { Place } from './place-of.ts';

/** A stage that goes, and where its deals are to go. */
export interface LeavingStage {
  id: string;
  name: string;
  /** Null: nobody said; right only while it has none. */
  target: Place | null;
  /** The field of the request that says where to. */
  path: string;
}

interface MovingOut {
  events: DomainEvent[];
  write: (tx: Tx) => Promise<void>;
  /** Does the moving when there is too much for one commit. */
  job: Job | null;
}

/**
 * What the commit that takes stages away does with the deals in them, whosever they are: up to 200 move in the commit
 * itself, more by a job that begins with it.
 * @throws ProblemError `validation_failed` saying how many deals are in a stage when it is not said where they go
 */
export async function movingOut(context: Context, stages: readonly LeavingStage[]): Promise<MovingOut> {
  const { ports } = context;
  const counts = await ports.all.deals.countIn(stages.map(({ id }) => id));
  const inhabited = stages.filter(({ id }) => (counts[id] ?? 0) > 0);
  for (const { id, name, target, path } of inhabited) {
    if (!target) throw invalid(path, homeless(counts[id] ?? 0, name));
  }
  const total = inhabited.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);
  if (total === 0) return { events: [], write: () => Promise.resolve(), job: null };
  const moves = new Map(inhabited.flatMap(({ id, target }) => (target ? [[id, target] as const] : [])));
  return total > mostAtOnce ? moveByJob(context, moves) : moveNow(context, moves);
}

const homeless = (count: number, name: string) =>
  `${count === 1 ? '1 deal is' : `${count} deals are`} in “${name}”. Say which stage ${count === 1 ? 'it goes' : 'they go'} to.`;

async function moveNow(context: Context, moves: ReadonlyMap<string, Place>): Promise<MovingOut> {
  const { ports } = context;
  const now = ports.clock.now();
  const deals = await ports.all.deals.inStages([...moves.keys()], mostAtOnce + 1);
  if (deals.length > mostAtOnce) throw grown();
  const changes = deals.flatMap((before) => {
    const place = moves.get(before.pipelineStage ?? '');
    if (!place) return [];
    const changed = Object.entries(place).flatMap(([path, value]) =>
      before[path as keyof Place] === value ? [] : [path],
    );
    return [{ before, after: { ...stamp(before, changed, now), ...place }, changed }];
  });
  return { ...(await committing(context, changes)), job: null };
}

const grown = () =>
  new ProblemError('unavailable', 'More deals came in at this moment. Please try again.', { retryAfter: 1 });

async function moveByJob({ ports, actor }: Context, moves: ReadonlyMap<string, Place>): Promise<MovingOut> {
  const id = ports.ids.next();
  const total = await keepItems(ports, id, await ports.all.deals.eachIdIn([...moves.keys()]));
  const { job, ...queued } = newBatch({ ports, actor }, { id, kind: 'move_deals', input: inputOf(moves), total });
  return { ...queued, job };
}

const inputOf = (moves: ReadonlyMap<string, Place>) => ({ moves: Object.fromEntries(moves) });

/** Where the deals of a stage went, kept with the pipeline it was of. */
export const goneStage = ({ id, name, target }: LeavingStage): PipelineRecord['goneStages'][number] => ({
  id,
  name,
  movedTo: target?.pipelineStage ?? null,
});
