import { operations } from '../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../server/http/other-methods.ts';
import { deleteComment } from '../../../../../server/use-cases/comments/delete-comment.ts';
import { updateComment } from '../../../../../server/use-cases/comments/update-comment.ts';

export const prerender = false;

export const PATCH = defineRoute(operations.updateTaskComment, async ({ context, params, body, ifMatch }) => {
  const change = { id: params.commentId, content: body.content, expectedVersion: ifMatch };
  return { status: 200, body: { comment: await updateComment(context, { kind: 'task', id: params.id }, change) } };
});

export const DELETE = defineRoute(operations.deleteTaskComment, async ({ context, params }) => {
  await deleteComment(context, { kind: 'task', id: params.id }, params.commentId);
  return { status: 204 };
});

export const ALL = otherMethods({ PATCH, DELETE });
