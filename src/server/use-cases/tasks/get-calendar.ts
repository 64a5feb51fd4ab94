import type { TaskCalendar, TaskCalendarQuery } from '../../../lib/contracts/task-views.ts';
import { dayBounds } from '../../../lib/domain/day-bounds.ts';
import { cardOf } from '../../../lib/domain/task-card.ts';
import type { Context } from '../../ports/index.ts';
import { listTasks } from './list-tasks.ts';

/** So many of a window are read in one go; a fuller one is read day by day. */
const mostAtOnce = 200;

const fields = {
  due: { sort: 'dueDate', after: 'dueAfter', before: 'dueBefore', date: 'dueDate' },
  start: { sort: 'scheduledFor', after: 'scheduledAfter', before: 'scheduledBefore', date: 'scheduledFor' },
} as const;

/**
 * Tasks by day in a zone, with how many each day has in all; nothing outside the window is read.
 * @throws ProblemError `forbidden`, or `validation_failed` when “me” is no member
 */
export async function getCalendar(
  context: Context,
  { from, days, by, perDay, zone, ...filters }: TaskCalendarQuery,
): Promise<TaskCalendar> {
  const { sort, after, before, date } = fields[by];
  const bounds = dayBounds({ from, days, zone });
  const first = bounds[0]!.start;
  const last = bounds.at(-1)!.end;
  const between = (start: Date, end: Date, limit: number) =>
    listTasks(context, { ...filters, sort, limit, [after]: start.toISOString(), [before]: end.toISOString() });

  const window = await between(first, last, mostAtOnce);
  const { corrections } = window;
  if (window.nextCursor === null) {
    const cards = window.items.map(cardOf);
    const onDay = bounds.map(({ day, start, end }) => {
      const tasks = cards.filter((card) => {
        const at = Date.parse(card[date] ?? '');
        return at >= start.getTime() && at < end.getTime();
      });
      return { day, total: tasks.length, tasks: tasks.slice(0, perDay) };
    });
    return { days: onDay, corrections };
  }
  const onDay = bounds.map(async ({ day, start, end }) => {
    const { items, total } = await between(start, end, perDay);
    return { day, total, tasks: items.map(cardOf) };
  });
  return { days: await Promise.all(onDay), corrections };
}
