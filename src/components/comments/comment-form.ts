import { z } from 'zod';
import { writeCommentRequest } from '../../lib/contracts/comment.ts';
import { id } from '../../lib/contracts/common.ts';

const { content } = writeCommentRequest.shape;

export const commentIntents = ['comment', 'edit-comment', 'delete-comment'] as const;

/** What a page with comments may be sent without JavaScript. */
export const commentForms = [
  z.object({ intent: z.literal('comment'), content }),
  z.object({ intent: z.literal('edit-comment'), comment: id, content }),
  z.object({ intent: z.literal('delete-comment'), comment: id }),
] as const;
export const commentForm = z.discriminatedUnion('intent', commentForms);
export type CommentForm = z.output<typeof commentForm>;
