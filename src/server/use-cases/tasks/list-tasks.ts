import type { SearchedPage } from '../../../lib/contracts/common.ts';
import type { ListTasksQuery, Task } from '../../../lib/contracts/task.ts';
import type { Actor } from '../../../lib/domain/actor.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context, TimeSpan } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentTasks } from './present-task.ts';

/**
 * Tasks by filter, sorted, page by page; with a span those that meet it, the first to end first.
 * @throws ProblemError `forbidden`, or `validation_failed` for a bad cursor
 */
export async function listTasks(
  { ports, actor }: Context,
  query: ListTasksQuery,
  span?: TimeSpan,
): Promise<SearchedPage<Task>> {
  requirePermission(actor, 'tasks.read', 'read tasks');
  const { items, ...rest } = await ports.tasks.list(resolveMe(query, actor), span);
  return { items: await presentTasks(ports, items), ...rest };
}

/** The query with `me` replaced by the caller. Throws ProblemError `validation_failed` when the caller is no member. */
export function resolveMe<Query extends { assignedTo?: string | undefined }>(query: Query, actor: Actor): Query {
  if (query.assignedTo !== 'me') return query;
  if (actor.kind !== 'member') throw invalid('assignedTo', 'only a signed-in member can ask for “me”');
  return { ...query, assignedTo: actor.id };
}
