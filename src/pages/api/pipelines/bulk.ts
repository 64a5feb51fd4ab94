import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { bulkPipelines } from '../../../server/use-cases/pipelines/bulk-pipelines.ts';

export const prerender = false;

export const POST = defineRoute(operations.bulkPipelines, async ({ context, body }) => ({
  status: 200,
  body: { results: await bulkPipelines(context, body) },
}));

export const ALL = otherMethods({ POST });
