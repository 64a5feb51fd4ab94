import type { Page } from '../../../lib/contracts/common.ts';
import type { ListTasksQuery, TaskStatus } from '../../../lib/contracts/task.ts';
import type { TaskCard } from '../../../lib/contracts/task-views.ts';
import { cardOf } from '../../../lib/domain/task-card.ts';
import type { Context } from '../../ports/index.ts';
import { listTasks } from './list-tasks.ts';

/** The first cards of each status's column. Throws what `listTasks` throws. */
export const getBoard = (
  context: Context,
  query: ListTasksQuery,
  statuses: readonly TaskStatus[],
): Promise<{ status: TaskStatus; cards: Page<TaskCard> }[]> =>
  Promise.all(
    statuses.map(async (status) => {
      const { items, total, nextCursor } = await listTasks(context, { ...query, status: [status] });
      return { status, cards: { items: items.map(cardOf), total, nextCursor } };
    }),
  );
