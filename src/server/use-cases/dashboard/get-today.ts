import type { Today } from '../../../lib/contracts/dashboard.ts';
import { listTasksQuery } from '../../../lib/contracts/task.ts';
import { dayBounds } from '../../../lib/domain/day-bounds.ts';
import { wallOf } from '../../../lib/planning/zoned-time.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { listTasks } from '../tasks/list-tasks.ts';

const shown = 8;
const daysAhead = 7;

/** The caller's own open work of today in a zone, and what happened last. Throws ProblemError `forbidden`. */
export async function getToday(context: Context, zone: string): Promise<Today> {
  requireMember(context.actor, 'see a day of your own');
  const time = context.ports.clock.now();
  const now = time.toISOString();
  const from = new Date(wallOf(zone, time.getTime())).toISOString().slice(0, 10);
  const days = dayBounds({ from, days: daysAhead + 1, zone });
  const midnight = days[0]!.start.toISOString();
  const tomorrow = days[0]!.end.toISOString();
  const inAWeek = days.at(-1)!.end.toISOString();
  const some = async (filter: Record<string, string>) => {
    const query = listTasksQuery.parse({ limit: String(shown), ...filter });
    const { items, total } = await listTasks(context, query);
    return { items, total };
  };
  const mine = (filter: Record<string, string>) =>
    some({ assignedTo: 'me', status: 'pending,in_progress', sort: 'dueDate', ...filter });
  const [overdue, due, starting, upcoming, underWay, recent] = await Promise.all([
    mine({ dueBefore: now }),
    mine({ dueAfter: now, dueBefore: tomorrow }),
    mine({ status: 'pending', scheduledAfter: midnight, scheduledBefore: tomorrow, sort: 'scheduledFor' }),
    mine({ dueAfter: tomorrow, dueBefore: inAWeek }),
    mine({ status: 'in_progress', sort: '-updatedAt' }),
    some({ sort: '-updatedAt' }),
  ]);
  return { overdue, due, starting, upcoming, underWay, recent };
}
