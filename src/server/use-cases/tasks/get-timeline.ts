import type { TaskTimeline, TaskTimelineQuery } from '../../../lib/contracts/task-views.ts';
import { dayBounds } from '../../../lib/domain/day-bounds.ts';
import { cardOf } from '../../../lib/domain/task-card.ts';
import type { Context } from '../../ports/index.ts';
import { listTasks } from './list-tasks.ts';

/**
 * Tasks with a stretch of time in a window of days, the first to end first.
 * @throws ProblemError `forbidden`, or `validation_failed` for a cursor that is not of this list
 */
export async function getTimeline(
  context: Context,
  { from, days, zone, ...query }: TaskTimelineQuery,
): Promise<TaskTimeline> {
  const bounds = dayBounds({ from, days, zone });
  const span = { after: bounds[0]!.start, before: bounds.at(-1)!.end };
  const { items, ...rest } = await listTasks(context, { ...query, sort: 'dueDate' }, span);
  return { items: items.map(cardOf), ...rest };
}
