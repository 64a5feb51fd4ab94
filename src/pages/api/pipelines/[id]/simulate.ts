import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { simulate } from '../../../../server/use-cases/automations/simulate.ts';

export const prerender = false;

export const POST = defineRoute(operations.simulateAutomation, async ({ context, params, body }) => ({
  status: 200,
  body: { simulation: await simulate(context, { pipelineId: params.id, request: body }) },
}));

export const ALL = otherMethods({ POST });
