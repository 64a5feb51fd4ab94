import { operations } from '../../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../../server/http/other-methods.ts';
import { discardProposal } from '../../../../../../server/use-cases/proposals/discard-proposal.ts';

export const prerender = false;

export const DELETE = defineRoute(operations.discardProposal, async ({ context, params }) => {
  await discardProposal(context, params);
  return { status: 204 };
});

export const ALL = otherMethods({ DELETE });
