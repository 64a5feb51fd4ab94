import { operations } from '../../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../../server/http/other-methods.ts';
import { applyProposal } from '../../../../../../server/use-cases/proposals/apply-proposal.ts';

export const prerender = false;

export const POST = defineRoute(operations.applyProposal, async ({ context, params, body, ifMatch }) => ({
  status: 200,
  body: await applyProposal(context, { ...params, ...body, expectedVersion: ifMatch }),
}));

export const ALL = otherMethods({ POST });
