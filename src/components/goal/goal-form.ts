import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { taskPriority, type CreateTaskRequest } from '../../lib/contracts/task.ts';
import { modelChoice } from '../../lib/contracts/generation.ts';
import { endOfWorkday } from '../../lib/client/format.ts';
import { defaultCalendar } from '../../lib/planning/calendar.ts';
import { suggestDueDate } from '../../lib/planning/due-date.ts';

const blank = z.literal('').transform(() => null);

/** The form in which a goal is written: as a browser posts it. */
export const goalForm = z.object({
  title: z
    .string()
    .trim()
    .min(1, 'Write what you want to reach.')
    .max(200, 'At most 200 characters; details go below.'),
  description: z.string().max(10_000, 'At most 10,000 characters.').default(''),
  customerId: z.union([blank, id]).default(null),
  dealId: z.union([blank, id]).default(null),
  priority: taskPriority.default('medium'),
  due: z.union([blank, z.iso.date('Give a date such as 2026-12-15.')]).default(null),
  model: modelChoice.default('auto'),
});

/** The task a posted goal asks for; a due day, given or named in the goal, ends with its work in the member's zone. */
export const taskFromGoal = (
  { due, ...goal }: z.output<typeof goalForm>,
  zone: string,
  now: Date,
): Pick<CreateTaskRequest, 'title' | 'description' | 'customerId' | 'dealId' | 'priority' | 'dueDate' | 'model'> => ({
  ...goal,
  dueDate: due === null ? dateNamed(goal, zone, now) : endOfWorkday(due, zone),
});

const dateNamed = (goal: { title: string; description: string }, zone: string, now: Date): string | null =>
  suggestDueDate(goal, now, defaultCalendar(zone))?.date.toISOString() ?? null;
