import { operations } from '../../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../../server/http/other-methods.ts';
import { retryRun } from '../../../../../../server/use-cases/automations/settle-run.ts';

export const prerender = false;

export const POST = defineRoute(operations.retryRun, async ({ context, params }) => ({
  status: 200,
  body: { run: await retryRun(context, { pipelineId: params.id, runId: params.runId }) },
}));

export const ALL = otherMethods({ POST });
