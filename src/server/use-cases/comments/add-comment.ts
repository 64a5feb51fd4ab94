import type { Comment } from '../../../lib/contracts/comment.ts';
import type { Context } from '../../ports/index.ts';
import { findCommented, type About } from './commented.ts';
import { mentionedMembers } from './mentioned-members.ts';
import { saveComment } from './save-comment.ts';

/** Comments on a task or deal, by the caller. Throws ProblemError `forbidden` or `not_found`. */
export async function addComment(context: Context, about: About, content: string): Promise<Comment> {
  const { ports, actor } = context;
  const commented = await findCommented(context, about, 'write');
  const now = ports.clock.now();
  const after = {
    id: ports.ids.next(),
    about: { kind: about.kind, id: about.id },
    content,
    mentions: await mentionedMembers(ports, content),
    authorId: actor.kind === 'member' ? actor.id : null,
    editedAt: null,
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  return saveComment(context, { commented, before: null, after });
}
