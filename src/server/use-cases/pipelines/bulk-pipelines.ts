import type { BulkResult } from '../../../lib/contracts/bulk.ts';
import {
  listPipelinesQuery,
  type BulkPipelinesChange,
  type BulkPipelinesRequest,
} from '../../../lib/contracts/pipeline.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { refusalOf } from '../batches/refusal.ts';
import { changeWith } from '../bulk/change-with.ts';
import { requirePermission } from '../shared/authorise.ts';
import { deletePipeline } from './delete-pipeline.ts';
import { restorePipeline } from './restore-pipeline.ts';
import { updatePipeline } from './update-pipeline.ts';

const change = changeWith<Exclude<BulkPipelinesChange, { delete: true } | { restore: true }>>({
  remove: deletePipeline,
  restore: restorePipeline,
  update: updatePipeline,
});

/** No company has more pipelines than one list gives at once. */
const most = 200;

/**
 * Changes, deletes or restores several pipelines; each succeeds or fails alone and says how.
 * @throws ProblemError `forbidden`, or `validation_failed` when the filter is not usable
 */
export async function bulkPipelines(context: Context, request: BulkPipelinesRequest): Promise<BulkResult['results']> {
  requirePermission(context.actor, 'pipelines.configure', 'change pipelines in bulk');
  const ids = request.ids ?? (await matching(context, request.filter ?? {}));
  const results: BulkResult['results'] = [];
  for (const id of new Set(ids)) {
    try {
      await change(context, id, request.change);
      results.push({ id, status: 'delete' in request.change ? 204 : 200 });
    } catch (error) {
      results.push(refusalOf(id, error));
    }
  }
  return results;
}

async function matching({ ports }: Context, filter: Record<string, string>): Promise<string[]> {
  const parsed = listPipelinesQuery.omit({ limit: true, cursor: true, sort: true }).strict().safeParse(filter);
  if (!parsed.success) throw invalid('filter', parsed.error.issues[0]?.message ?? 'is not usable');
  const { items } = await ports.pipelines.list({ ...parsed.data, limit: most, sort: 'order' });
  return items.map(({ id }) => id);
}
