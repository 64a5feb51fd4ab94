import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { taskPriority, type CreateTaskRequest } from '../../lib/contracts/task.ts';
import { modelChoice } from '../../lib/contracts/generation.ts';
import type { WorkingCalendar } from '../../lib/planning/calendar.ts';
import { endOfWork, suggestDueDate } from '../../lib/planning/due-date.ts';
import { DAY } from '../../lib/planning/zoned-time.ts';

const blank = z.literal('').transform(() => null);

/** The form in which a goal or a task is written: as a browser posts it. */
export const goalForm = z.object({
  title: z
    .string()
    .trim()
    .min(1, 'Write what you want to reach.')
    .max(200, 'At most 200 characters; details go below.'),
  description: z.string().max(10_000, 'At most 10,000 characters.').default(''),
  customerId: z.union([blank, id]).default(null),
  dealId: z.union([blank, id]).default(null),
  priority: z.union([blank, taskPriority]).default(null),
  due: z.union([blank, z.iso.date('Give a date such as 2026-12-15.')]).default(null),
  model: modelChoice.default('auto'),
  parentTask: z.union([blank, id]).default(null),
  /** Stretches of the line that are not to be understood, one a line. */
  plain: z.string().max(2000).default(''),
  /** `add` makes the task and no plan. */
  then: z.enum(['plan', 'add']).default('plan'),
});

/** What a line was understood to say, as far as a task is made of it. */
interface Understood {
  title: string;
  withDate: string;
  dueDate: string | null;
  scheduledFor: string | null;
  priority: CreateTaskRequest['priority'] | null;
  assignee: { id: string } | null;
  tags: string[];
  customer: { id: string } | null;
}

type Wish = Partial<CreateTaskRequest> & Pick<CreateTaskRequest, 'title'>;

/**
 * The task a posted form asks for: its fields, else what the line says. A due day, given or named, ends with its work:
 * `calendar` has the company's hours, in the member's zone. The title of a goal keeps the dates, which are part of it.
 */
export function taskFromGoal(
  { due, title: whole, customerId, priority, plain: _taken, then, ...goal }: z.output<typeof goalForm>,
  line: Understood,
  calendar: WorkingCalendar,
  now: Date,
): Wish {
  const plans = then === 'plan';
  const named = priority ?? line.priority;
  const inDescription = suggestDueDate({ title: '', description: goal.description }, now, calendar);
  return {
    ...goal,
    // A line of marks alone is its own title.
    title: (plans ? line.withDate : line.title) || whole,
    customerId: customerId ?? line.customer?.id ?? null,
    ...(named && { priority: named }),
    ...(line.assignee && { assignedTo: line.assignee.id }),
    tags: line.tags,
    scheduledFor: line.scheduledFor,
    dueDate: due === null ? (line.dueDate ?? inDescription?.date.toISOString() ?? null) : endOfDue(due, calendar),
    generate: plans,
  };
}

const endOfDue = (due: string, calendar: WorkingCalendar): string =>
  endOfWork(Date.parse(due) / DAY, calendar).toISOString();
