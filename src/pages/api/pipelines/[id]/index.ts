import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { deletePipeline } from '../../../../server/use-cases/pipelines/delete-pipeline.ts';
import { getPipeline } from '../../../../server/use-cases/pipelines/get-pipeline.ts';
import { listWarnings } from '../../../../server/use-cases/pipelines/list-warnings.ts';
import { updatePipeline } from '../../../../server/use-cases/pipelines/update-pipeline.ts';

export const prerender = false;

export const GET = defineRoute(operations.getPipeline, async ({ context, params }) => ({
  status: 200,
  body: { pipeline: await getPipeline(context, params.id) },
}));

export const PATCH = defineRoute(operations.updatePipeline, async ({ context, params, body, ifMatch }) => {
  const { pipeline, job } = await updatePipeline(context, { id: params.id, patch: body, expectedVersion: ifMatch });
  const warnings = await listWarnings(context, pipeline.id);
  if (!job) return { status: 200, body: { pipeline, warnings } };
  return { status: 202, headers: { Location: `/api/jobs/${job.id}` }, body: { pipeline, warnings, job } };
});

export const DELETE = defineRoute(operations.deletePipeline, async ({ context, params, query, ifMatch }) => {
  const job = await deletePipeline(context, { id: params.id, ...query, expectedVersion: ifMatch });
  if (!job) return { status: 204 };
  return { status: 202, headers: { Location: `/api/jobs/${job.id}` }, body: { job } };
});

export const ALL = otherMethods({ GET, PATCH, DELETE });
