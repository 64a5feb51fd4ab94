import { operations } from '../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../server/http/other-methods.ts';
import { addComment } from '../../../../../server/use-cases/comments/add-comment.ts';
import { listComments } from '../../../../../server/use-cases/comments/list-comments.ts';

export const prerender = false;

export const GET = defineRoute(operations.listDealComments, async ({ context, params, query }) => ({
  status: 200,
  body: await listComments(context, { kind: 'deal', id: params.id }, query),
}));

export const POST = defineRoute(operations.addDealComment, async ({ context, params, body }) => ({
  status: 201,
  body: { comment: await addComment(context, { kind: 'deal', id: params.id }, body.content) },
}));

export const ALL = otherMethods({ GET, POST });
