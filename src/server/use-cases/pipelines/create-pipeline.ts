import { listPipelinesQuery, type CreatePipelineRequest, type Pipeline } from '../../../lib/contracts/pipeline.ts';
import type { Context, Ports } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { checkConditions } from './check-conditions.ts';
import { newPipeline } from './new-pipeline.ts';
import { pipelineNote } from './pipeline-note.ts';
import { presentPipeline } from './present-pipeline.ts';

/** Creates a pipeline with its stages. Throws ProblemError `forbidden`, or `validation_failed` naming the field. */
export async function createPipeline({ ports, actor }: Context, input: CreatePipelineRequest): Promise<Pipeline> {
  requirePermission(actor, 'pipelines.configure', 'create pipelines');
  await checkConditions(ports, input.stages);
  const order = input.order ?? (await nextOrder(ports));
  const createdBy = actor.kind === 'member' ? actor.id : null;
  const record = newPipeline(ports, { ...input, order, createdBy });
  await ports.commit({
    actor,
    events: [],
    audit: [pipelineNote({ before: null, after: record, changed: ['name'] })],
    write: (tx) => ports.pipelines.insert(record, tx),
  });
  return presentPipeline(ports, record);
}

async function nextOrder({ pipelines }: Pick<Ports, 'pipelines'>): Promise<number> {
  const { items } = await pipelines.list({ ...listPipelinesQuery.parse({}), sort: '-order', limit: 1 });
  return Math.min((items[0]?.order ?? -1) + 1, 9999);
}
