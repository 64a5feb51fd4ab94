import { z } from 'zod';
import type { ImportCounts } from '../../../lib/contracts/import.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { DuplicateKeyError, type Context, type Ports } from '../../ports/index.ts';
import type { ImportRecord } from '../../records/index.ts';
import { activityOfCustomer } from '../activity/activity-of.ts';
import type { BatchRun, BatchStep } from '../batches/define-batch.ts';
import { requirePermission } from '../shared/authorise.ts';
import { sumOf, withRows } from './counts.ts';
import type { CsvRow } from './csv-rows.ts';
import { rowPlanner, type RowPlan } from './plan-rows.ts';
import { dataRows } from './read-file.ts';
import { rowWorld } from './row-world.ts';

/** Rows committed at once, unless so many characters come before: the more, the fewer pages of its indexes the database writes twice. */
const mostRows = 1000;
const leastRows = 20;
const chunkCharacters = 1_000_000;
const positionSchema = z.object({ row: z.int() }).nullable();

/**
 * Imports the rows of a file from where the job is. What was committed is not read into the database again. While a
 * chunk is written it is decided what becomes of the next: what that did not see yet is a conflict when it is written
 * itself, and it is decided anew.
 */
export async function handle(run: BatchRun<object>): Promise<void> {
  const { job, context, signal } = run;
  requirePermission(context.actor, 'customers.import', 'import customers');
  const record = await context.ports.imports.find(job.id);
  if (!record) throw gone();
  const { file, options } = record;
  const world = await rowWorld(context);
  const total = job.progress.total ?? (await countRows(context.ports, record, signal));
  const after = positionSchema.parse(job.position)?.row ?? 0;
  let { counts } = record;
  const plan = async (ports: Ports, rows: readonly CsvRow[]) => rowPlanner(ports, record, world)(rows);
  const write = async (rows: readonly CsvRow[], planned: Promise<RowPlan>) => {
    let early: Promise<RowPlan> | null = planned;
    const planFor = (ports: Ports) => {
      const first = early;
      early = null;
      return first ?? plan(ports, rows);
    };
    counts = await retryDuplicates(() => importRows(run, rows, { record, counts, total, planFor }));
  };
  let writing: Promise<void> = Promise.resolve();
  for await (const rows of inChunks(dataRows(context.ports, file.id, { options, after }), rowsAtOnce(job))) {
    const planned = plan(context.ports, rows);
    planned.catch(() => undefined);
    await writing;
    writing = write(rows, planned);
    writing.catch(() => undefined);
  }
  await writing;
  if (sumOf(counts) < total) throw gone();
  await context.ports.imports.dropFile(file.id);
}

async function* inChunks(rows: AsyncIterable<CsvRow>, most: number): AsyncGenerator<CsvRow[]> {
  let chunk: CsvRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    chunk.push(row);
    characters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (chunk.length < most && characters < chunkCharacters) continue;
    yield chunk;
    chunk = [];
    characters = 0;
  }
  if (chunk.length > 0) yield chunk;
}

/** A commit has five seconds: where that was too short for a chunk, the next attempt takes smaller ones. */
const rowsAtOnce = ({ fence, movedBy }: BatchRun<object>['job']): number =>
  Math.max(leastRows, Math.floor(mostRows / 2 ** (fence - movedBy - 1)));

const gone = () =>
  new ProblemError(
    'not_found',
    'The file is no longer there. What was imported until then stays; upload the file again.',
  );

async function countRows(
  ports: Pick<Ports, 'imports'>,
  { file, options }: ImportRecord,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  for await (const _row of dataRows(ports, file.id, { options, after: 0 })) {
    count += 1;
    if (count % mostRows === 0) signal.throwIfAborted();
  }
  return count;
}

/** Someone else made a customer with the email of a row between reading and writing: the next reading sees it. */
async function retryDuplicates<Result>(importing: () => Promise<Result>): Promise<Result> {
  for (let left = 5; ; left -= 1) {
    try {
      return await importing();
    } catch (error) {
      if (!(error instanceof DuplicateKeyError) || left === 0) throw error;
    }
  }
}

interface Place {
  record: ImportRecord;
  counts: ImportCounts;
  total: number;
  /** What becomes of the rows, the first time as it was decided ahead. */
  planFor: (ports: Ports) => Promise<RowPlan>;
}

async function importRows(
  run: BatchRun<object>,
  rows: readonly CsvRow[],
  { record, counts: before, total, planFor }: Place,
): Promise<ImportCounts> {
  let counts = before;
  await run.chunk(async (context) => {
    const planned = await planFor(context.ports);
    counts = withRows(before, planned.rows);
    await write(context, { record, planned, counts });
    return stepTo(rows.at(-1)?.row ?? 0, counts, total);
  });
  return counts;
}

function stepTo(row: number, counts: ImportCounts, total: number): BatchStep {
  const { created, updated, unchanged, skipped, failed } = counts;
  return {
    position: { row },
    progress: { done: sumOf(counts), total },
    // Failed rows are kept with the import: they are no records yet.
    result: { changed: created + updated, unchanged: unchanged + skipped, refused: failed, refusals: [] },
  };
}

/** Hands everything rows change to the chunk's commit, with one event for all of it. */
async function write(
  context: Context,
  { record, planned, counts }: { record: ImportRecord; planned: RowPlan; counts: ImportCounts },
): Promise<void> {
  const { ports, actor } = context;
  const created = planned.changes.filter(({ before }) => before === null).map(({ after }) => after);
  const updated = planned.changes.filter(({ before }) => before !== null).map(({ after }) => after);
  const activities = planned.changes.flatMap((change) => activityOfCustomer(context, change) ?? []);
  const faults = planned.rows
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ row, cells, faults: found }) => ({
      row,
      cells,
      reason: found.map(({ message }) => message).join('; '),
    }));
  const event = {
    type: 'customers.imported',
    importId: record.id,
    created: created.length,
    updated: updated.length,
  } as const;
  await ports.commit({
    actor,
    events: planned.changes.length > 0 ? [event] : [],
    async write(tx) {
      if (created.length > 0) await ports.customers.insertMany(created, tx);
      if (updated.length > 0) await ports.customers.replaceMany(updated, tx);
      if (activities.length > 0) await ports.activities.insertMany(activities, tx);
      if (faults.length > 0) await ports.imports.insertFaults(record.id, faults, record.expiresAt, tx);
      await ports.imports.update(record.id, { counts }, { whileDraft: false }, tx);
    },
  });
}
