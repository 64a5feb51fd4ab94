import type { Task, UpdateTaskRequest } from '../../../lib/contracts/task.ts';
import type { Context } from '../../ports/index.ts';
import type { TaskRecord } from '../../records/index.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { datePlan, type Dating } from '../plans/date-plan.ts';
import { requirePermission } from '../shared/authorise.ts';
import { applyPatch } from '../shared/merge-patch.ts';
import { editTask, type Edit } from './edit-task.ts';
import { belongingAfter } from './task-deal.ts';
import { checkReferences, type References } from './task-references.ts';

export interface UpdateTaskInput {
  id: string;
  patch: UpdateTaskRequest;
  expectedVersion?: number | undefined;
}

/**
 * Changes a task (merge patch). A new due date or start dates the plan anew; completing it notes when; a deal brings its
 * customer along.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` naming a reference, or `conflict`
 */
export async function updateTask(context: Context, { id, patch, expectedVersion }: UpdateTaskInput): Promise<Task> {
  requirePermission(context.actor, 'tasks.write', 'change tasks');
  const calendar = await companyCalendar(context.ports);
  return editTask(context, { id, expectedVersion }, async (before, now) => {
    const belonging = await belongingAfter(context.ports, before, patch);
    const edit = patched(before, { ...patch, ...belonging }, { now, calendar });
    await checkReferences(context.ports, changedReferences(edit), id);
    return edit;
  });
}

const references = ['customerId', 'assignedTo', 'parentTask', 'pipelineId', 'pipelineStage'] as const;

const changedReferences = ({ after, changed }: Edit): References =>
  Object.fromEntries(references.filter((path) => changed.includes(path)).map((path) => [path, after[path]]));

function patched(before: TaskRecord, { dueDate, scheduledFor, ...rest }: UpdateTaskRequest, dating: Dating): Edit {
  const { now } = dating;
  const { record, changed } = applyPatch(before, { ...rest, ...dates({ dueDate, scheduledFor }) }, { now });
  const after: TaskRecord = { ...record, version: before.version, fieldVersions: before.fieldVersions };
  // A rule given for the first time begins a series; a later one goes on with it.
  if (after.recurrence) after.series ??= { id: after.id, occurrence: 1 };
  if (changed.includes('status')) after.completedAt = after.status === 'completed' ? now : null;
  if (after.aiGenerated && (changed.includes('dueDate') || changed.includes('scheduledFor'))) {
    after.aiGenerated = datePlan(after.aiGenerated, after, dating);
  }
  return { after, changed };
}

/** Instants as dates; those that are not given stay out. */
const dates = (
  given: Record<string, string | null | undefined>,
): { dueDate?: Date | null; scheduledFor?: Date | null } =>
  Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value === null ? null : new Date(value)] as const],
    ),
  );
