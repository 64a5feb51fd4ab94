import type { QuickLine, ReadQuickLineQuery } from '../../../lib/contracts/quick-line.ts';
import { readLine, type ReadLine } from '../../../lib/domain/quick-line/read-line.ts';
import type { Context } from '../../ports/index.ts';
import { calendarIn } from '../plans/calendar.ts';
import { requirePermission } from '../shared/authorise.ts';
import { memberRef } from '../shared/member-refs.ts';
import { namedCustomers } from './named-customers.ts';

/** A line as it was understood, with the title it would have if its dates stayed in it. */
export interface Understood extends QuickLine {
  withDate: string;
}

/**
 * What a line such as "Call Acme Tuesday 3pm !high @me" says, in the caller's zone. Nothing is saved.
 * @throws ProblemError `forbidden`
 */
export async function readQuickLine(context: Context, { line, zone, plain }: ReadQuickLineQuery): Promise<Understood> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.write', 'create tasks');
  const [members, calendar] = await Promise.all([ports.users.members(), calendarIn(ports, zone)]);
  const people = members.map((user) => memberRef(user));
  const taken = new Set(plain.split('\n').filter((text) => text !== ''));
  const me = people.find(({ id }) => id === actor.id) ?? null;
  const read = readLine(line, { now: ports.clock.now(), calendar, people, me, plain: taken });
  const named = await namedCustomers(context, read.withDate);
  const customer = named.customer && !taken.has(named.customer.text) ? named.customer : null;
  return {
    ...understood(read),
    assignee: people.find(({ id }) => id === read.person?.id) ?? null,
    customer: customer && { id: customer.id, name: customer.name },
    suggestions: named.suggestions.map(({ id, name }) => ({ id, name })),
    parts: [
      ...read.parts.map(({ kind, text }) => ({ kind, text })),
      ...(customer ? [{ kind: 'customer' as const, text: customer.text }] : []),
    ],
  };
}

const understood = ({ title, withDate, dueDate, scheduledFor, priority, tags }: ReadLine) => ({
  title,
  withDate,
  dueDate: dueDate?.toISOString() ?? null,
  scheduledFor: scheduledFor?.toISOString() ?? null,
  priority,
  tags,
});
