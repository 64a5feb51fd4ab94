import type { Task } from '../../../lib/contracts/task.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { listTasks } from '../tasks/list-tasks.ts';

const shown = 8;
const day = 24 * 60 * 60 * 1000;

/** What a member's day begins with. */
export interface Today {
  /** Mine, open and past their date, the oldest first. */
  overdue: Task[];
  /** Mine, open and due within a week. */
  soon: Task[];
  /** Mine, begun and not finished. */
  underWay: Task[];
  /** Everyone's, changed last. */
  recent: Task[];
  counts: { overdue: number; soon: number; underWay: number };
}

/** The caller's own open work by urgency, and what happened last. Throws ProblemError `forbidden`. */
export async function getToday(context: Context): Promise<Today> {
  requireMember(context.actor, 'see a day of your own');
  const now = context.ports.clock.now();
  const mine = { assignedTo: 'me' as const, limit: shown };
  const open = ['pending', 'in_progress'] as const;
  const inAWeek = new Date(now.getTime() + 7 * day).toISOString();
  const [overdue, soon, underWay, recent] = await Promise.all([
    listTasks(context, { ...mine, status: [...open], dueBefore: now.toISOString(), sort: 'dueDate' }),
    listTasks(context, {
      ...mine,
      status: [...open],
      dueAfter: now.toISOString(),
      dueBefore: inAWeek,
      sort: 'dueDate',
    }),
    listTasks(context, { ...mine, status: ['in_progress'], sort: '-updatedAt' }),
    listTasks(context, { limit: shown, sort: '-updatedAt' }),
  ]);
  return {
    overdue: overdue.items,
    soon: soon.items,
    underWay: underWay.items,
    recent: recent.items,
    counts: { overdue: overdue.total, soon: soon.total, underWay: underWay.total },
  };
}
