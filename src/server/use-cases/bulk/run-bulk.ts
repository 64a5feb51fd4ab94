import { z } from 'zod';
import type { BatchOutcome } from '../../../lib/contracts/job.ts';
import { DuplicateKeyError, type Context, type Ports } from '../../ports/index.ts';
import type { BatchRun, BatchStep } from '../batches/define-batch.ts';
import { pageSize, type BulkTarget } from './bulk.ts';
import { noOutcome, withRecord } from './outcome.ts';
import { readAhead, type Collection } from './read-ahead.ts';
import { refusalOf } from './refusal.ts';

const chunkSize = 50;
const positionSchema = z.object({ page: z.int(), index: z.int() }).nullable();

interface Place {
  page: number;
  index: number;
  outcome: BatchOutcome;
}

type Target<Change extends object> = Pick<BulkTarget<Change, unknown>, 'apply'> & { collection: Collection };

/** Changes the records of a job, from where it is, chunk by chunk. */
export async function runBulk<Change extends object>(
  run: BatchRun<{ change: Change }>,
  target: Target<Change>,
): Promise<void> {
  const { job, context } = run;
  const start = positionSchema.parse(job.position) ?? { page: 0, index: 0 };
  let place: Place = { ...start, outcome: job.result ?? noOutcome };
  for (;;) {
    const ids = await context.ports.batchJobs.items(job.id, place.page);
    if (ids.length === 0) return;
    while (place.index < ids.length) place = await changeChunk(run, target, ids, place);
    place = { ...place, page: place.page + 1, index: 0 };
  }
}

/** All of a chunk in one commit, or one by one when a unique key is in the way of the whole. */
async function changeChunk<Change extends object>(
  run: BatchRun<{ change: Change }>,
  target: Target<Change>,
  page: readonly string[],
  place: Place,
): Promise<Place> {
  const ids = page.slice(place.index, place.index + chunkSize);
  try {
    let { outcome } = place;
    await run.chunk(async (context) => {
      ({ outcome } = place);
      const ports = await readAhead(context.ports, target.collection, ids);
      for (const id of ids) {
        outcome = withRecord(outcome, await change({ ...context, ports }, id, run.input.change, target.apply));
      }
      return stepTo(run, { ...place, index: place.index + ids.length, outcome });
    });
    return { ...place, index: place.index + ids.length, outcome };
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
    return oneByOne(run, target, ids, place);
  }
}

/** Whether a record changed, or how it refused. */
async function change<Change>(
  context: Context,
  id: string,
  wanted: Change,
  apply: (context: Context, id: string, change: Change) => Promise<unknown>,
): Promise<Parameters<typeof withRecord>[1]> {
  const noted: { change: boolean } = { change: false };
  const commit: Ports['commit'] = (one) => {
    noted.change = true;
    return context.ports.commit(one);
  };
  try {
    await apply({ ...context, ports: { ...context.ports, commit } }, id, wanted);
    return noted.change ? 'changed' : 'unchanged';
  } catch (error) {
    return refusalOf(id, error);
  }
}

async function oneByOne<Change extends object>(
  run: BatchRun<{ change: Change }>,
  target: Target<Change>,
  ids: readonly string[],
  from: Place,
): Promise<Place> {
  let place = from;
  for (const id of ids) {
    const next = (came: Parameters<typeof withRecord>[1]): Place => ({
      ...place,
      index: place.index + 1,
      outcome: withRecord(place.outcome, came),
    });
    const changed = next('changed');
    try {
      const saved = await run.alone(stepTo(run, changed), (context) => target.apply(context, id, run.input.change));
      place = saved ? changed : await count(run, next('unchanged'));
    } catch (error) {
      place = await count(run, next(refusalOf(id, error)));
    }
  }
  return place;
}

async function count(run: BatchRun<unknown>, place: Place): Promise<Place> {
  await run.chunk(() => Promise.resolve(stepTo(run, place)));
  return place;
}

const stepTo = ({ job }: BatchRun<unknown>, { page, index, outcome }: Place): BatchStep => ({
  position: { page, index },
  progress: { ...job.progress, done: page * pageSize + index },
  result: outcome,
});
