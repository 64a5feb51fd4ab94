import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { CommentRecord } from '../../records/index.ts';
import type { About } from './commented.ts';

/** The comment with this id about that task or deal. Throws ProblemError `not_found`. */
export async function findComment(
  { comments }: Pick<Ports, 'comments'>,
  about: About,
  id: string,
): Promise<CommentRecord> {
  const found = await comments.find(id);
  if (found?.deletedAt !== null || found.about.kind !== about.kind || found.about.id !== about.id) {
    throw notFound('comment');
  }
  return found;
}
