import type { Comment } from '../../../lib/contracts/comment.ts';
import type { MemberRef } from '../../../lib/contracts/common.ts';
import type { Ports } from '../../ports/index.ts';
import type { CommentRecord } from '../../records/index.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';

/** Comments as the API shows them, in one read of their authors. */
export async function presentComments(
  ports: Pick<Ports, 'users'>,
  records: readonly CommentRecord[],
): Promise<Comment[]> {
  const refs = await memberRefs(
    ports,
    records.map(({ authorId }) => authorId),
  );
  return records.map((record) => toComment(record, refs));
}

const toComment = (record: CommentRecord, refs: ReadonlyMap<string, MemberRef>): Comment => ({
  id: record.id,
  about: record.about,
  content: record.content,
  mentions: record.mentions,
  author: refOf(record.authorId, refs),
  editedAt: record.editedAt?.toISOString() ?? null,
  version: record.version,
  createdAt: record.createdAt.toISOString(),
});
