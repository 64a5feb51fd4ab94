import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { TaskRecord } from '../../records/index.ts';
import { activityOfTask } from '../activity/activity-of.ts';
import { begunParents, type BegunParent } from './begun-parents.ts';
import { nextInSeries } from './next-in-series.ts';
import { presentTask } from './present-task.ts';

interface TaskChange {
  before: TaskRecord | null;
  after: TaskRecord;
  /** Dotted paths. */
  changed: string[];
  /** Further events and writes of the same commit. */
  events?: readonly DomainEvent[];
  write?: (tx: Tx) => Promise<void>;
}

/**
 * Commits a task with the events and the line of its history that tell of it; when it is over and comes again, the next
 * one; and when it begins, the tasks above it that begin with it. Throws StaleRecordError when another change came first.
 */
export async function saveTask(context: Context, change: TaskChange): Promise<Task> {
  const { ports, actor } = context;
  const { before, changed, events = [], write } = change;
  const after = withoutOldStamps(change.after);
  const activity = activityOfTask(context, { before, after, changed });
  const task = await presentTask(ports, after);
  const next = await nextInSeries(context, before, after);
  const parents = await begunParents(context, before, after);
  await ports.commit({
    actor,
    batchId: context.batchId,
    events: [
      { type: 'task.changed', change: kindOf(before, after), task, changed },
      ...events,
      ...(next ? [created(await presentTask(ports, next))] : []),
      ...(await Promise.all(parents.map(async (parent) => begun(await presentTask(ports, parent.after))))),
    ],
    write: async (tx) => {
      await (before ? ports.tasks.replace(after, tx) : ports.tasks.insert(after, tx));
      if (activity) await ports.activities.insert(activity, tx);
      await write?.(tx);
      if (next) await insertNext(context, next, tx);
      for (const parent of parents) await replaceParent(context, parent, tx);
    },
  });
  return task;
}

const created = (task: Task): DomainEvent => ({ type: 'task.changed', change: 'created', task, changed: [] });

const begun = (task: Task): DomainEvent => ({ type: 'task.changed', change: 'updated', task, changed: ['status'] });

async function replaceParent(context: Context, { before, after }: BegunParent, tx: Tx): Promise<void> {
  await context.ports.tasks.replace(after, tx);
  const activity = activityOfTask(context, { before, after, changed: ['status'] });
  if (activity) await context.ports.activities.insert(activity, tx);
}

async function insertNext(context: Context, next: TaskRecord, tx: Tx): Promise<void> {
  await context.ports.tasks.insert(next, tx);
  const activity = activityOfTask(context, { before: null, after: next, changed: [] });
  if (activity) await context.ports.activities.insert(activity, tx);
}

function kindOf(before: TaskRecord | null, after: TaskRecord): 'created' | 'updated' | 'completed' | 'deleted' {
  if (!before) return 'created';
  if (after.deletedAt && !before.deletedAt) return 'deleted';
  return after.status === 'completed' && before.status !== 'completed' ? 'completed' : 'updated';
}

/** Stamps of steps that are gone are of no use to anyone. */
function withoutOldStamps(task: TaskRecord): TaskRecord {
  const prefix = 'aiGenerated.subtasks.';
  const ids = new Set(task.aiGenerated?.subtasks.map((subtask) => subtask.id));
  const stamps = Object.entries(task.fieldVersions).filter(
    ([path, version]) =>
      !path.startsWith(prefix) || version === task.version || ids.has(path.slice(prefix.length).split('.')[0] ?? ''),
  );
  return { ...task, fieldVersions: Object.fromEntries(stamps) };
}
