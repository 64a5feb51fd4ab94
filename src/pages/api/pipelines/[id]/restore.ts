import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { restorePipeline } from '../../../../server/use-cases/pipelines/restore-pipeline.ts';

export const prerender = false;

export const POST = defineRoute(operations.restorePipeline, async ({ context, params }) => ({
  status: 200,
  body: { pipeline: await restorePipeline(context, params.id) },
}));

export const ALL = otherMethods({ POST });
