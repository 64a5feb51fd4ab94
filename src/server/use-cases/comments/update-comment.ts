import type { Comment } from '../../../lib/contracts/comment.ts';
import { forbidden } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { applyPatch, conflict } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findCommented, type About } from './commented.ts';
import { findComment } from './find-comment.ts';
import { mentionedMembers } from './mentioned-members.ts';
import { presentComments } from './present-comment.ts';
import { saveComment } from './save-comment.ts';

interface UpdateCommentInput {
  id: string;
  content: string;
  expectedVersion?: number | undefined;
}

/** Changes the caller's own comment. Throws ProblemError `forbidden`, `not_found` or `conflict`. */
export async function updateComment(
  context: Context,
  about: About,
  { id, content, expectedVersion }: UpdateCommentInput,
): Promise<Comment> {
  const { ports, actor } = context;
  const commented = await findCommented(context, about, 'write');
  return retryStale(async () => {
    const before = await findComment(ports, about, id);
    if (before.authorId === null || before.authorId !== actor.id) throw forbidden('change what others said');
    const now = ports.clock.now();
    const { record, changed, conflicts } = applyPatch(before, { content }, { expectedVersion, now });
    const [current] = await presentComments(ports, [before]);
    if (conflicts.length > 0) throw conflict(conflicts, current);
    if (changed.length === 0 && current) return current;
    const after = { ...record, mentions: await mentionedMembers(ports, content), editedAt: now };
    return saveComment(context, { commented, before, after });
  });
}
