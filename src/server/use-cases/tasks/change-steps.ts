import type { Task, UpdateSubtaskRequest } from '../../../lib/contracts/task.ts';
import { invalid, notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { SubtaskRecord, TaskRecord } from '../../records/index.ts';
import { arrange, changeSubtask, statusAfter, subtaskPath } from '../plans/change-subtasks.ts';
import { checkDependencies } from '../plans/check-dependencies.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { datePlan, type Dating } from '../plans/date-plan.ts';
import { requirePermission } from '../shared/authorise.ts';
import { editTask, type Edit } from './edit-task.ts';
import { checkAssignee } from './task-references.ts';

/** One step's part of a change of a plan. */
export interface SubtaskChange {
  id: string;
  change: UpdateSubtaskRequest;
  /** The request's path of this change, '' for the whole body. */
  path: string;
}

/**
 * Changes steps of a plan, all or none, and dates it anew. Starting the first step starts the task.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` naming the path, or `conflict`
 */
export async function changeSteps(
  context: Context,
  { id, expectedVersion, changes }: { id: string; expectedVersion?: number | undefined; changes: SubtaskChange[] },
): Promise<Task> {
  requirePermission(context.actor, 'tasks.write', 'change plans');
  for (const { change, path } of changes) {
    if (change.assignedTo) await checkAssignee(context.ports, change.assignedTo, join(path, 'assignedTo'));
  }
  const calendar = await companyCalendar(context.ports);
  return editTask(context, { id, expectedVersion }, (before, now) => withChanges(before, changes, { now, calendar }));
}

const join = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);

function withChanges(before: TaskRecord, changes: readonly SubtaskChange[], dating: Dating): Edit {
  const plan = before.aiGenerated;
  const byId = new Map(plan?.subtasks.map((subtask) => [subtask.id, subtask]));
  const changed: string[] = [];
  const places = new Map<string, number>();
  for (const { id, change, path } of changes) {
    const current = byId.get(id);
    if (!current) throw path === '' ? notFound('step') : invalid(`${path}.id`, 'there is no such step in this plan');
    const { subtask, fields } = changeSubtask(current, change, dating.now);
    changed.push(...fields.map((field) => subtaskPath(id, field)));
    if (change.order !== undefined && change.order !== current.order) {
      places.set(id, change.order);
      changed.push(subtaskPath(id, 'order'));
    }
    byId.set(id, places.has(id) ? { ...subtask, edited: true } : subtask);
  }
  if (!plan || changed.length === 0) return { after: before, changed };

  const subtasks = arrange([...byId.values()], places);
  checkDependencies(subtasks, pathsOf(changes));
  const status = statusAfter(before, subtasks);
  const after: TaskRecord = { ...before, status, aiGenerated: datePlan({ ...plan, subtasks }, before, dating) };
  return { after, changed: status === before.status ? changed : [...changed, 'status'] };
}

const pathsOf = (changes: readonly SubtaskChange[]) => {
  const paths = new Map(changes.map(({ id, path }) => [id, join(path, 'dependencies')]));
  return (subtaskId: SubtaskRecord['id']): string => paths.get(subtaskId) ?? [...paths.values()][0] ?? 'dependencies';
};
