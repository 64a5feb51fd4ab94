import type { SearchedPage } from '../../../lib/contracts/common.ts';
import type { ListPipelinesQuery, Pipeline } from '../../../lib/contracts/pipeline.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentPipelines } from './present-pipeline.ts';

/** Pipelines by filter, sorted, page by page. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor. */
export async function listPipelines(
  { ports, actor }: Context,
  query: ListPipelinesQuery,
): Promise<SearchedPage<Pipeline>> {
  requirePermission(actor, 'pipelines.read', 'read pipelines');
  const { items, ...rest } = await ports.pipelines.list(query);
  return { items: await presentPipelines(ports, items), ...rest };
}
