import { operations } from '../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../server/http/other-methods.ts';
import { undoMerge } from '../../../../../server/use-cases/merges/undo-merge.ts';

export const prerender = false;

export const POST = defineRoute(operations.undoMerge, async ({ context, params }) => ({
  status: 200,
  body: await undoMerge(context, params.id),
}));

export const ALL = otherMethods({ POST });
