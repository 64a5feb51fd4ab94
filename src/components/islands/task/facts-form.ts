import { z } from 'zod';
import { id } from '../../../lib/contracts/common.ts';
import {
  taskPriority,
  taskStatus,
  updateTaskRequest,
  type Task,
  type UpdateTaskRequest,
} from '../../../lib/contracts/task.ts';
import { isoDay } from '../../../lib/client/format.ts';
import { due, start, type DayKind } from './day-kinds.ts';
import { repetitionChoices } from './repetition.ts';

const reference = z.union([z.literal('').transform(() => null), id]).optional();
const day = z.union([z.literal(''), z.iso.date()]).optional();

/** What a task's page may be sent about the task itself without JavaScript: what is absent stays as it is. */
export const factsForm = z.object({
  intent: z.literal('save-facts'),
  version: z.coerce.number().int().positive().optional().catch(undefined),
  title: updateTaskRequest.shape.title,
  description: updateTaskRequest.shape.description,
  status: taskStatus.optional(),
  priority: taskPriority.optional(),
  customerId: reference,
  dealId: reference,
  assignedTo: reference,
  scheduledFor: day,
  dueDate: day,
  repeats: z.string().optional(),
});

/**
 * The change of a task its form asks for: only what differs. A new customer takes the deal away, a new deal brings its
 * customer.
 */
export function factsChange(
  asked: z.output<typeof factsForm>,
  task: Task,
  { deals, zone, now }: { deals: readonly { id: string; customerId: string }[]; zone: string; now: string },
): UpdateTaskRequest {
  const { intent: _intent, version: _version, scheduledFor, dueDate, repeats, ...plain } = asked;
  const change: UpdateTaskRequest = Object.fromEntries(
    Object.entries<unknown>(plain).filter(
      ([name, value]) => value !== undefined && value !== task[name as keyof typeof plain],
    ),
  );
  if (change.dealId) change.customerId = deals.find(({ id }) => id === change.dealId)?.customerId ?? task.customerId;
  else if (change.customerId !== undefined && task.dealId !== null) change.dealId = null;
  return {
    ...change,
    ...dayChange(start, scheduledFor, task, zone),
    ...dayChange(due, dueDate, task, zone),
    ...repetition(),
  };

  function repetition(): UpdateTaskRequest {
    const { choices, chosen } = repetitionChoices(task.recurrence, task.dueDate ?? now, zone);
    const choice = choices.find(({ value }) => value === repeats);
    return choice && repeats !== chosen ? { recurrence: choice.rule } : {};
  }
}

/** A day that is still the same keeps its time of day. */
function dayChange({ path, at }: DayKind, day: string | undefined, task: Task, zone: string): UpdateTaskRequest {
  const instant = task[path];
  return day === undefined || day === (instant ? isoDay(instant, zone) : '') ? {} : { [path]: at(day, zone) };
}
