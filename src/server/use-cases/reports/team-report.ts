import type { ReportTable } from '../../../lib/contracts/report.ts';
import { may } from '../../../lib/domain/actor.ts';
import { dealsByMemberTable, workTable } from '../../../lib/domain/reports/team-tables.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { memberName } from '../shared/member-refs.ts';
import type { ReportTime } from './report-time.ts';

/**
 * What each active member finished, has open, spent time on and won: of oneself, or of all for who may read members.
 * Throws ProblemError `forbidden`.
 */
export async function teamReport({ ports, actor }: Context, time: ReportTime): Promise<ReportTable[]> {
  requirePermission(actor, 'tasks.read', 'read tasks');
  requirePermission(actor, 'deals.read', 'read deals');
  const [users, done, open, minutes, closed] = await Promise.all([
    ports.users.members(),
    ports.tasks.completedBy(time),
    ports.tasks.openBy(ports.clock.now()),
    ports.timeEntries.minutesBy(time),
    ports.deals.closedByMonth(time),
  ]);
  const everyone = may(actor, 'users.read');
  const members = users
    .filter(({ id }) => everyone || id === actor.id)
    .map((user) => ({ id: user.id, name: memberName(user) }));
  return [
    workTable({
      members,
      done: new Map(done.map(({ assignedTo, count }) => [assignedTo ?? '', count])),
      open: new Map(open.map(({ assignedTo, ...counts }) => [assignedTo ?? '', counts])),
      minutes: new Map(minutes.map((entry) => [entry.userId, entry.minutes])),
      ...{ from: time.from.toISOString(), to: time.to.toISOString() },
    }),
    dealsByMemberTable(members, closed, time),
  ];
}
