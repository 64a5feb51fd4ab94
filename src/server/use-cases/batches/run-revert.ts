import { z } from 'zod';
import type { Ports } from '../../ports/index.ts';
import type { ActivityRecord } from '../../records/index.ts';
import { changeRecords } from './change-records.ts';
import type { BatchRun } from './define-batch.ts';
import { noOutcome } from './outcome.ts';
import { collectionOf, putBack } from './put-back.ts';
import { readAhead } from './read-ahead.ts';

const chunkSize = 50;
const positionSchema = z.object({ after: z.string().nullable() });

/** Goes through the records a batch changed, and puts each back. */
export async function handle(run: BatchRun<{ batchId: string }>): Promise<void> {
  const { job, context, input } = run;
  let { after } = positionSchema.nullable().parse(job.position) ?? { after: null };
  let { done } = job.progress;
  let outcome = job.result ?? noOutcome;
  for (;;) {
    const records = await wholeRecords(context.ports, input.batchId, after);
    const ids = [...records.keys()];
    const last = ids.at(-1);
    if (last === undefined) return;
    const start = done;
    const doneAfter = (count: number) =>
      ids.slice(0, count).reduce((sum, id) => sum + (records.get(id)?.length ?? 0), start);
    outcome = await changeRecords(
      run,
      {
        ids,
        prepare: (ports) => readAll(ports, records),
        change: (chunkContext, id) => putBack(chunkContext, records.get(id) ?? []),
        stepAfter: (count, result) => ({
          position: { after: ids[count - 1] ?? null },
          progress: { ...job.progress, done: doneAfter(count) },
          result,
        }),
      },
      outcome,
    );
    after = last;
    done = doneAfter(ids.length);
  }
}

type ByRecord = Map<string, ActivityRecord[]>;

/** What the batch did to its next records, all of it: a record that may go on beyond what was read waits for the next chunk. */
async function wholeRecords({ activities }: Ports, batchId: string, after: string | null): Promise<ByRecord> {
  for (let limit = chunkSize; ; limit *= 4) {
    const found = await activities.ofBatch(batchId, { after, limit });
    const records = Map.groupBy(found, ({ batch }) => batch?.recordId ?? '');
    if (found.length < limit) return records;
    if (records.size === 1) continue;
    records.delete(found.at(-1)?.batch?.recordId ?? '');
    return records;
  }
}

async function readAll(ports: Ports, records: ByRecord): Promise<Ports> {
  const idsIn = (wanted: 'customers' | 'tasks') =>
    [...records].filter(([, [first]]) => first && collectionOf(first) === wanted).map(([id]) => id);
  return readAhead(await readAhead(ports, 'customers', idsIn('customers')), 'tasks', idsIn('tasks'));
}
