import { operations } from '../../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../../server/http/other-methods.ts';
import { startRuns } from '../../../../../../server/use-cases/automations/start-runs.ts';

export const prerender = false;

export const POST = defineRoute(operations.startRuns, async ({ context, params, body }) => {
  const { id: pipelineId, automationId } = params;
  return { status: 202, body: { runs: await startRuns(context, { pipelineId, automationId, request: body }) } };
});

export const ALL = otherMethods({ POST });
