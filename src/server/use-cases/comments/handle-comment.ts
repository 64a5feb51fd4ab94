import type { Context } from '../../ports/index.ts';
import { addComment } from './add-comment.ts';
import type { About } from './commented.ts';
import { deleteComment } from './delete-comment.ts';
import { updateComment } from './update-comment.ts';

type Asked =
  | { intent: 'comment'; content: string }
  | { intent: 'edit-comment'; comment: string; content: string }
  | { intent: 'delete-comment'; comment: string };

/** Does what a page's form asks for. Throws ProblemError as the use-case it calls. */
export async function handleComment(context: Context, about: About, asked: Asked): Promise<void> {
  switch (asked.intent) {
    case 'comment':
      await addComment(context, about, asked.content);
      break;
    case 'edit-comment':
      await updateComment(context, about, { id: asked.comment, content: asked.content });
      break;
    case 'delete-comment':
      await deleteComment(context, about, asked.comment);
      break;
  }
}
