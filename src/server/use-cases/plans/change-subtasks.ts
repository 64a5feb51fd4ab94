import type { UpdateSubtaskRequest } from '../../../lib/contracts/task.ts';
import type { SubtaskRecord, TaskRecord } from '../../records/index.ts';

/** Where a subtask's field stands in `fieldVersions` and in `changed`. */
export const subtaskPath = (subtaskId: string, field?: string): string =>
  ['aiGenerated.subtasks', subtaskId, ...(field === undefined ? [] : [field])].join('.');

type Written = Exclude<keyof UpdateSubtaskRequest, 'order'>;
const written: readonly Written[] = [
  'title',
  'description',
  'estimatedTime',
  'dependencies',
  'priority',
  'status',
  'assignedTo',
  'locked',
];

/** The subtask as a person changed it, and the names of the fields that differ. The order is `arrange`'s business. */
export function changeSubtask(
  subtask: SubtaskRecord,
  change: UpdateSubtaskRequest,
  now: Date,
): { subtask: SubtaskRecord; fields: string[] } {
  const fields = written.filter((field) => field in change && differs(change[field], subtask[field]));
  if (fields.length === 0) return { subtask, fields };
  const values = Object.fromEntries(fields.map((field) => [field, change[field]]));
  // A lock says nothing of the step itself.
  const edited = subtask.edited || fields.some((field) => field !== 'locked');
  const changed: SubtaskRecord = { ...subtask, ...values, edited };
  changed.dependencies = [...new Set(changed.dependencies)];
  return { subtask: fields.includes('status') ? withTimes(changed, subtask, now) : changed, fields };
}

const differs = (next: unknown, before: unknown): boolean =>
  next !== undefined && JSON.stringify(next) !== JSON.stringify(before);

/** When work began and ended, as the change of status tells it. */
function withTimes(next: SubtaskRecord, before: SubtaskRecord, now: Date): SubtaskRecord {
  switch (next.status) {
    case 'pending':
      return { ...next, startedAt: null, completedAt: null };
    case 'in_progress':
      return { ...next, startedAt: before.startedAt ?? now, completedAt: null };
    case 'completed':
      return { ...next, completedAt: now };
    case 'cancelled':
      return { ...next, completedAt: null };
  }
}

/**
 * Moves subtasks to the places asked for, the others keeping their sequence, and numbers all from 0.
 * @param places the wanted 0-based place by subtask id; places beyond the end mean the end
 */
export function arrange(subtasks: readonly SubtaskRecord[], places: ReadonlyMap<string, number>): SubtaskRecord[] {
  const inOrder = subtasks.toSorted((a, b) => a.order - b.order);
  const arranged = inOrder.filter((subtask) => !places.has(subtask.id));
  const moved = inOrder
    .flatMap((subtask) => {
      const place = places.get(subtask.id);
      return place === undefined ? [] : [{ subtask, place }];
    })
    .sort((a, b) => a.place - b.place);
  for (const { subtask, place } of moved) arranged.splice(place, 0, subtask);
  return arranged.map((subtask, order) => ({ ...subtask, order }));
}

/** A pending task is under way as soon as one of its steps is. */
export function statusAfter(
  task: Pick<TaskRecord, 'status'>,
  subtasks: readonly SubtaskRecord[],
): TaskRecord['status'] {
  const begun = subtasks.some((subtask) => subtask.status === 'in_progress' || subtask.status === 'completed');
  return task.status === 'pending' && begun ? 'in_progress' : task.status;
}
