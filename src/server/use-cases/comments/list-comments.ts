import type { Comment, ListCommentsQuery } from '../../../lib/contracts/comment.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Context } from '../../ports/index.ts';
import { findCommented, type About } from './commented.ts';
import { presentComments } from './present-comment.ts';

/**
 * What was said about a task or deal, newest first.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` for a bad cursor
 */
export async function listComments(context: Context, about: About, query: ListCommentsQuery): Promise<Page<Comment>> {
  const { ports } = context;
  await findCommented(context, about, 'read');
  const { items, ...rest } = await ports.comments.list({ ...query, about: about.id });
  return { items: await presentComments(ports, items), ...rest };
}
