import { listTasksQuery } from '../../../lib/contracts/task.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import { CalendarError, addWorkingMinutes } from '../../../lib/planning/calendar.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { CompanySettingsRecord } from '../../records/index.ts';
import { newBatch } from '../batches/queue-batch.ts';
import { keepItems } from '../bulk/keep-items.ts';
import { planningCalendar } from './calendar.ts';

/** The longest plan has so many minutes of work, at the most. */
const longestPlan = 200 * 80 * 60;

/**
 * What the commit of a new calendar queues: a job that dates all open plans anew by it. Null when there is none.
 * @throws ProblemError `validation_failed` for a calendar that leaves no time to work
 */
export async function redatePlans(
  context: Context,
  { calendar }: Pick<CompanySettingsRecord, 'calendar'>,
): Promise<{ events: DomainEvent[]; write: (tx: Tx) => Promise<void> } | null> {
  const { ports } = context;
  checkCalendar(calendar, ports.clock.now());
  const id = ports.ids.next();
  const open = await ports.all.tasks.eachId(listTasksQuery.parse({ status: 'pending,in_progress' }));
  const total = await keepItems(ports, id, open);
  return total === 0 ? null : newBatch(context, { id, kind: 'date_plans', input: {}, total });
}

function checkCalendar(calendar: CompanySettingsRecord['calendar'], now: Date): void {
  try {
    addWorkingMinutes(planningCalendar(calendar), now, longestPlan);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw invalid('calendar.days', 'must leave time to work on at least one day of the week');
  }
}
