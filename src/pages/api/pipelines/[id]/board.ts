import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { getBoard } from '../../../../server/use-cases/pipelines/get-board.ts';

export const prerender = false;

export const GET = defineRoute(operations.getBoard, async ({ context, params, query }) => ({
  status: 200,
  body: { board: await getBoard(context, { id: params.id, query }) },
}));

export const ALL = otherMethods({ GET });
