import type { ActivityType, ActivityValue } from '../../../lib/contracts/activity.ts';
import { recurrenceWords } from '../../../lib/domain/recurrence/recurrence-words.ts';
import { signatureOf } from '../../../lib/domain/actor.ts';
import type { Context } from '../../ports/index.ts';
import type { ActivityRecord, CustomerRecord, DealRecord, TaskRecord, Versioned } from '../../records/index.ts';

interface Change<Kept> {
  before: Kept | null;
  after: Kept;
  /** Dotted paths. */
  changed: readonly string[];
}

/** Paths that say how a record is kept, not what became of it. */
const silent = ['notes', 'lastContactAt', 'deletedAt', 'completedAt', 'closedAt'];

/** Where a customer is, is told of the deal that moved. */
const toldOfDeals = ['pipelineId', 'pipelineStage'];

/** What the history of a customer says of a change; null when it only moved: then the deal's line says so. */
export function activityOfCustomer(
  context: Context,
  { before, after, ...all }: Change<CustomerRecord>,
): ActivityRecord | null {
  const changed = all.changed.filter((path) => !toldOfDeals.includes(path));
  if (before && changed.length === 0 && all.changed.length > 0) return null;
  const change = { before, after, changed };
  const type = changed.includes('notes') && before ? 'note_added' : lifeOf(change, 'updated');
  return { ...frame(context, type, after), customerIds: [after.id], changes: before ? changesOf(change) : [] };
}

/** What the histories of a deal and its customer say of a change; `places` tells by name what it moved between. */
export function activityOfDeal(
  context: Context,
  change: Change<DealRecord>,
  places: ActivityRecord['changes'],
): ActivityRecord {
  const { before, after } = change;
  return {
    ...frame(context, dealType(change), after),
    customerIds: [...new Set([after.customerId, before?.customerId ?? after.customerId])],
    dealId: after.id,
    dealTitle: after.title,
    changes: [...places, ...(before ? changesOf(change) : [])],
  };
}

/** What the histories of a task, its customers and its deal say of a change; null when there is nothing to say. */
export function activityOfTask(context: Context, change: Change<TaskRecord>): ActivityRecord | null {
  const { before, after } = change;
  const customerIds = [...new Set([after.customerId, before?.customerId ?? null])].filter((id) => id !== null);
  const type = taskType(change);
  const changes = before ? changesOf(change) : [];
  if (type === 'task_updated' && changes.length === 0) return null;
  return {
    ...frame(context, type, after),
    customerIds,
    dealId: after.dealId,
    taskId: after.id,
    taskTitle: after.title,
    changes,
  };
}

/** What every line of a history says. */
export function frame(
  { ports, actor, batchId }: Context,
  type: ActivityType,
  { id, version }: Versioned,
): ActivityRecord {
  return {
    id: ports.ids.next(),
    type,
    at: ports.clock.now(),
    actor: signatureOf(actor),
    customerIds: [],
    taskId: null,
    taskTitle: null,
    batch: batchId === undefined ? null : { id: batchId, recordId: id, version },
    dealId: null,
    dealTitle: null,
    changes: [],
  };
}

function lifeOf<Kept extends { deletedAt: Date | null }, Else>(
  { before, after }: Pick<Change<Kept>, 'before' | 'after'>,
  otherwise: Else,
): 'created' | 'deleted' | 'restored' | Else {
  if (!before) return 'created';
  if (after.deletedAt && !before.deletedAt) return 'deleted';
  return before.deletedAt && !after.deletedAt ? 'restored' : otherwise;
}

const standings = { open: 'deal_reopened', won: 'deal_won', lost: 'deal_lost' } as const;

function dealType(change: Change<DealRecord>): ActivityType {
  const life = lifeOf(change, null);
  if (life) return `deal_${life}`;
  const { before, after } = change;
  if (after.status !== before?.status) return standings[after.status];
  return after.pipelineStage === before.pipelineStage ? 'deal_updated' : 'deal_moved';
}

function taskType(change: Change<TaskRecord>): ActivityType {
  const life = lifeOf(change, null);
  if (life) return `task_${life}`;
  const { before, after } = change;
  if (after.status === 'completed' && before?.status !== 'completed') return 'task_completed';
  const madeAt = (task: TaskRecord | null) => task?.aiGenerated?.metadata.generatedAt.getTime();
  return madeAt(after) === madeAt(before) ? 'task_updated' : 'task_planned';
}

function changesOf<Kept extends object>({ before, after, changed }: Change<Kept>): ActivityRecord['changes'] {
  const told = changed.filter((path) => !silent.includes(path));
  const fields = told.filter((path) => !inPlan(path) && !inRule(path));
  return [
    ...(told.some(inRule) ? [{ path: 'recurrence', from: ruleWords(before), to: ruleWords(after) }] : []),
    ...fields.map((path) => ({ path, from: valueAt(before, path), to: valueAt(after, path) })),
    ...(told.some(inPlan) ? [{ path: 'plan', from: null, to: null }] : []),
  ];
}

/** A rule is told as people say it, not field by field. */
const inRule = (path: string) => path === 'recurrence' || path.startsWith('recurrence.');
const ruleWords = (record: Partial<TaskRecord> | null) =>
  record?.recurrence ? recurrenceWords(record.recurrence) : null;

const inPlan = (path: string) => path === 'aiGenerated' || path.startsWith('aiGenerated.');

/** The value at a dotted path, as a history keeps it: exactly, but for dates (as ISO 8601) and whatever is no plain value (null). */
export function valueAt(record: object | null, path: string): ActivityValue {
  const value = read(record, path);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** What people named themselves may hold dots: a key that is the whole rest of the path goes first. */
function read(at: unknown, path: string): unknown {
  if (typeof at !== 'object' || at === null) return null;
  const fields = at as Record<string, unknown>;
  if (Object.hasOwn(fields, path)) return fields[path];
  const dot = path.indexOf('.');
  return dot < 0 ? null : read(fields[path.slice(0, dot)], path.slice(dot + 1));
}
