import { binDays } from '../../lib/contracts/limits.ts';
import { noteInAudit } from '../use-cases/audit/note.ts';
import { systemActor } from '../use-cases/shared/system-actor.ts';
import type { JobRun } from './define-job.ts';

const keptMs = binDays * 24 * 60 * 60 * 1000;

/** Removes for good what has been in the bin for 30 days. */
export async function handle(_data: object, { container: { ports } }: JobRun): Promise<void> {
  const before = new Date(ports.clock.now().getTime() - keptMs);
  const customerIds = await ports.customers.deletedBefore(before);
  await ports.dismissals.forget(customerIds);
  // The history of a merged customer is part of the one's it was merged into.
  const merged = new Set((await ports.merges.ofMerged(customerIds)).flatMap(({ mergedIds }) => mergedIds));
  const histories = await ports.merges.histories(customerIds);
  const goneCustomers = [...customerIds.filter((id) => !merged.has(id)), ...histories];
  await ports.merges.forget(customerIds);
  const taskIds = await ports.tasks.deletedBefore(before);
  await ports.timeEntries.forget(taskIds);
  const dealIds = await ports.deals.deletedBefore(before);
  await ports.stageEntries.forget(dealIds);
  await ports.automationRuns.forget(dealIds);
  await ports.planRatings.forget(taskIds);
  await ports.reminders.forget(taskIds);
  await ports.comments.forget([...taskIds, ...dealIds]);
  await ports.interactions.forget(goneCustomers);
  await ports.activities.forget({
    customerIds: goneCustomers,
    dealIds,
    taskIds,
  });
  await ports.views.purgeDeleted(before);
  await ports.mailTemplates.purgeDeleted(before);
  const tasks = await ports.tasks.purgeDeleted(before);
  const deals = await ports.deals.purgeDeleted(before);
  const customers = await ports.customers.purgeDeleted(before);
  const purged = { customers, deals, tasks };
  const count = tasks + deals + customers;
  if (count === 0) return;
  ports.log.info(purged, 'The bin was emptied');
  const changes = Object.entries(purged).map(([path, to]) => ({ path, from: null, to }));
  await noteInAudit(ports, systemActor, { kind: 'purged', subject: null, count, changes });
}
