import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { listCustomerRuns } from '../../../../server/use-cases/automations/list-runs.ts';

export const prerender = false;

export const GET = defineRoute(operations.listCustomerRuns, async ({ context, params, query }) => ({
  status: 200,
  body: await listCustomerRuns(context, { id: params.id, query }),
}));

export const ALL = otherMethods({ GET });
