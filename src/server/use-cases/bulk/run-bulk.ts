import { z } from 'zod';
import { changeRecords } from '../batches/change-records.ts';
import type { BatchRun } from '../batches/define-batch.ts';
import { noOutcome } from '../batches/outcome.ts';
import { readAhead, type Collection } from '../batches/read-ahead.ts';
import type { BulkTarget } from './bulk.ts';
import { pageSize } from './keep-items.ts';

const chunkSize = 50;
const positionSchema = z.object({ page: z.int(), index: z.int() });

/** Changes the records of a job, from where it is, chunk by chunk. */
export async function runBulk<Change extends object>(
  run: BatchRun<{ change: Change }>,
  { collection, apply }: Pick<BulkTarget<Change, unknown>, 'apply'> & { collection: Collection },
): Promise<void> {
  const { job, context, input } = run;
  let { page, index } = positionSchema.nullable().parse(job.position) ?? { page: 0, index: 0 };
  let outcome = job.result ?? noOutcome;
  for (; ; page += 1, index = 0) {
    const all = await context.ports.batchJobs.items(job.id, page);
    if (all.length === 0) return;
    for (; index < all.length; index += chunkSize) {
      const ids = all.slice(index, index + chunkSize);
      const start = { page, index };
      outcome = await changeRecords(
        run,
        {
          ids,
          prepare: (ports) => readAhead(ports, collection, ids),
          async change(chunkContext, id) {
            await apply(chunkContext, id, input.change);
            return undefined;
          },
          stepAfter: (count, result) => ({
            position: { page: start.page, index: start.index + count },
            progress: { ...job.progress, done: start.page * pageSize + start.index + count },
            result,
          }),
        },
        outcome,
      );
    }
  }
}
