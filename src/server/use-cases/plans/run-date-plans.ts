import type { Context } from '../../ports/index.ts';
import type { BatchRun } from '../batches/define-batch.ts';
import { runBulk } from '../bulk/run-bulk.ts';
import { redated } from '../generations/order-task.ts';
import { editTask } from '../tasks/edit-task.ts';
import { companyCalendar } from './calendar.ts';

/** Dates one plan anew by the calendar as it is now; a task without one stays as it is. */
async function dateAnew(context: Context, id: string): Promise<void> {
  const calendar = await companyCalendar(context.ports);
  await editTask(context, { id }, (before, now) =>
    before.aiGenerated ? redated(before, before.aiGenerated, { now, calendar }) : { after: before, changed: [] },
  );
}

/** Dates the open plans of a job anew. */
export const handle = (run: BatchRun<object>): Promise<void> =>
  runBulk({ ...run, input: { change: {} } }, { collection: 'tasks', apply: dateAnew });
