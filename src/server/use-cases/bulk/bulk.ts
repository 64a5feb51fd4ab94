import type { z } from 'zod';
import type { BulkResult } from '../../../lib/contracts/bulk.ts';
import type { Job, JobKind } from '../../../lib/contracts/job.ts';
import { mostAtOnce } from '../../../lib/contracts/limits.ts';
import { foldQuery } from '../../../lib/contracts/query.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { quietly } from '../automations/quietly.ts';
import { queueBatch } from '../batches/queue-batch.ts';
import type { Collection } from '../batches/read-ahead.ts';
import { refusalOf } from '../batches/refusal.ts';
import { requirePermission } from '../shared/authorise.ts';
import { pagesOf, pageSize } from './keep-items.ts';

/** A kind of record that can be changed in bulk. */
export interface BulkTarget<Change extends object, Query> {
  kind: JobKind;
  /** The records it changes, as permissions name them. */
  of: Collection;
  /** Changes one record, with all its checks. */
  apply: (context: Context, id: string, change: Change) => Promise<unknown>;
  listQuery: z.ZodType<Query>;
  filters: z.ZodObject;
  /** Ids of all that match, in a steady order. */
  eachId: (context: Context, query: Query) => Promise<AsyncIterable<string>>;
}

interface BulkRequest<Change> {
  ids?: string[] | undefined;
  filter?: Record<string, string> | undefined;
  change: Change;
  runAutomations?: boolean | undefined;
}

/**
 * Changes many records; each succeeds or fails alone and says how. Up to 200 at once, more as a job. The records are
 * those that match now: none is skipped or met twice because the change, or anyone else, moves it in the list.
 * @throws ProblemError `forbidden`, or `validation_failed` when the filter is not usable
 */
export async function bulk<Change extends object, Query>(
  context: Context,
  target: BulkTarget<Change, Query>,
  { ids, filter, change, runAutomations = false }: BulkRequest<Change>,
): Promise<BulkResult | { job: Job }> {
  const { ports, actor } = context;
  const bin = 'delete' in change || 'restore' in change;
  requirePermission(actor, `${target.of}.${bin ? 'delete' : 'write'}`, `change ${target.of} in bulk`);
  const batchId = ports.ids.next();
  const wanted = ids ? new Set(ids) : await target.eachId(context, parseFilter(target, filter ?? {}));
  let total = 0;
  for await (const page of pagesOf(wanted)) {
    if (total === 0 && page.length <= mostAtOnce) {
      const inside = runAutomations ? context : { ...context, ports: quietly(ports) };
      return { results: await changeNow({ ...inside, batchId }, target, page, change), batchId };
    }
    await ports.batchJobs.addItems(batchId, total / pageSize, page, ports.clock.now());
    total += page.length;
  }
  if (total === 0) return { results: [], batchId };
  return {
    job: await queueBatch(context, { id: batchId, kind: target.kind, input: { change, runAutomations }, total }),
  };
}

function parseFilter<Change extends object, Query>(
  { filters, listQuery }: BulkTarget<Change, Query>,
  filter: Record<string, string>,
): Query {
  const values = foldQuery(filter);
  const parsed = filters.strict().safeParse(values);
  if (parsed.success) return listQuery.parse(values);
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys';
  const key = unknown ? issue.keys[0] : issue?.path.join('.');
  throw invalid(`filter.${key ?? ''}`, unknown ? 'is not known here' : (issue?.message ?? 'is not usable'));
}

async function changeNow<Change extends object, Query>(
  context: Context,
  target: BulkTarget<Change, Query>,
  ids: readonly string[],
  change: Change,
): Promise<BulkResult['results']> {
  const results: BulkResult['results'] = [];
  for (const id of ids) {
    try {
      await target.apply(context, id, change);
      results.push({ id, status: 'delete' in change ? 204 : 200 });
    } catch (error) {
      results.push(refusalOf(id, error));
    }
  }
  return results;
}
