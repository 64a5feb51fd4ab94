import type { Comment } from '../../../lib/contracts/comment.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Context } from '../../ports/index.ts';
import type { CommentRecord } from '../../records/index.ts';
import { activityOfComment, type Commented } from './commented.ts';
import { presentComments } from './present-comment.ts';

interface CommentChange {
  commented: Commented;
  before: CommentRecord | null;
  after: CommentRecord;
}

/**
 * Commits a comment with the line of the history and the events that tell of it; whoever it mentions and did not before
 * is told. Throws StaleRecordError when another change came first.
 */
export async function saveComment(context: Context, { commented, before, after }: CommentChange): Promise<Comment> {
  const { ports, actor } = context;
  const [comment] = await presentComments(ports, [after]);
  if (!comment) throw new Error('A comment was lost');
  const change = !before ? 'created' : after.deletedAt ? 'deleted' : 'updated';
  const activity = activityOfComment(context, commented, change, after);
  await ports.commit({
    actor,
    events: [
      { type: 'comment.changed', change, comment, owners: commented.owners },
      ...mentionEvent(commented, before, after),
    ],
    async write(tx) {
      await (before ? ports.comments.replace(after, tx) : ports.comments.insert(after, tx));
      await ports.activities.insert(activity, tx);
    },
  });
  return comment;
}

function mentionEvent(
  { kind, id, title, owners }: Commented,
  before: CommentRecord | null,
  after: CommentRecord,
): DomainEvent[] {
  const known = new Set(before?.mentions.map((mention) => mention.id));
  const memberIds = after.mentions.map((mention) => mention.id).filter((member) => !known.has(member));
  if (after.deletedAt || memberIds.length === 0) return [];
  return [{ type: 'members.mentioned', memberIds, about: { kind, id, title }, owners }];
}
