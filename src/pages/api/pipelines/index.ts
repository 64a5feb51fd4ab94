import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { createPipeline } from '../../../server/use-cases/pipelines/create-pipeline.ts';
import { listWarnings } from '../../../server/use-cases/pipelines/list-warnings.ts';
import { listPipelines } from '../../../server/use-cases/pipelines/list-pipelines.ts';

export const prerender = false;

export const GET = defineRoute(operations.listPipelines, async ({ context, query }) => ({
  status: 200,
  body: await listPipelines(context, query),
}));

export const POST = defineRoute(operations.createPipeline, async ({ context, body }) => {
  const pipeline = await createPipeline(context, body);
  const warnings = await listWarnings(context, pipeline.id);
  return { status: 201, headers: { Location: `/api/pipelines/${pipeline.id}` }, body: { pipeline, warnings } };
});

export const ALL = otherMethods({ GET, POST });
