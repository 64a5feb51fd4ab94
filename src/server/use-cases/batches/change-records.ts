import type { BulkRefusal } from '../../../lib/contracts/bulk.ts';
import type { BatchOutcome } from '../../../lib/contracts/job.ts';
import { DuplicateKeyError, type Context, type Ports } from '../../ports/index.ts';
import type { BatchRun, BatchStep } from './define-batch.ts';
import { withRecord } from './outcome.ts';
import { refusalOf } from './refusal.ts';

/** Some records of a job, to be changed in one commit. */
export interface RecordChunk {
  ids: readonly string[];
  /** The ports the whole chunk is read through. */
  prepare: (ports: Ports) => Promise<Ports>;
  /** Changes one record by one use-case. A ProblemError is its refusal; what it answers is a part that stays as it was. */
  change: (context: Context, id: string) => Promise<BulkRefusal | undefined>;
  /** How far the job is once the first `count` of them are done. */
  stepAfter: (count: number, outcome: BatchOutcome) => BatchStep;
}

/**
 * Changes the records of a chunk, all in one commit, or one by one when a unique key is in the way of the whole.
 * Answers the job's outcome with theirs.
 */
export async function changeRecords(
  run: BatchRun<unknown>,
  chunk: RecordChunk,
  before: BatchOutcome,
): Promise<BatchOutcome> {
  const { ids, prepare } = chunk;
  let outcome = before;
  try {
    await run.chunk(async (context) => {
      outcome = before;
      const prepared = { ...context, ports: await prepare(context.ports) };
      for (const id of ids) outcome = await withChanged(prepared, chunk, id, outcome);
      return chunk.stepAfter(ids.length, outcome);
    });
    return outcome;
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
    return oneByOne(run, chunk, before);
  }
}

async function withChanged(
  context: Context,
  { change }: RecordChunk,
  id: string,
  outcome: BatchOutcome,
): Promise<BatchOutcome> {
  const noted: { change: boolean } = { change: false };
  const commit: Ports['commit'] = (one) => {
    noted.change = true;
    return context.ports.commit(one);
  };
  try {
    const stays = await change({ ...context, ports: { ...context.ports, commit } }, id);
    return withStaying(withRecord(outcome, noted.change ? 'changed' : 'unchanged'), stays);
  } catch (error) {
    return withRecord(outcome, refusalOf(id, error));
  }
}

const withStaying = (outcome: BatchOutcome, stays: BulkRefusal | undefined): BatchOutcome =>
  stays ? withRecord(outcome, stays) : outcome;

async function oneByOne(run: BatchRun<unknown>, chunk: RecordChunk, before: BatchOutcome): Promise<BatchOutcome> {
  let outcome = before;
  for (const [index, id] of chunk.ids.entries()) {
    const stepWith = (next: BatchOutcome) => chunk.stepAfter(index + 1, next);
    const note = async (next: BatchOutcome) => {
      await run.chunk(() => Promise.resolve(stepWith(next)));
      return next;
    };
    const changed = withRecord(outcome, 'changed');
    const noted: { stays: BulkRefusal | undefined } = { stays: undefined };
    try {
      const saved = await run.alone(stepWith(changed), async (context) => {
        noted.stays = await chunk.change(context, id);
      });
      outcome = saved ? changed : await note(withRecord(outcome, 'unchanged'));
      if (noted.stays) outcome = await note(withRecord(outcome, noted.stays));
    } catch (error) {
      outcome = await note(withRecord(outcome, refusalOf(id, error)));
    }
  }
  return outcome;
}
