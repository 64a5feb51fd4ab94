import { taskPriorities, taskStatuses } from '../../lib/contracts/task.ts';
import type { MilestoneRecord, PlanRecord, RemovedStepRecord, SubtaskRecord, TaskRecord } from '../records/index.ts';
import {
  anything,
  count,
  date,
  documentSchema,
  flag,
  hex,
  hexOrNull,
  objectId,
  partSchema,
  reference,
  text,
  type ObjectId,
} from './schema.ts';
import { versionedDocument, versionedFields, versionedRecord, type VersionedDocument } from './versioned.ts';
import { sortText, wordsOf } from './words.ts';

type References = 'customerId' | 'dealId' | 'assignedTo' | 'parentTask' | 'pipelineId' | 'pipelineStage' | 'createdBy';
type Scalars =
  'title' | 'description' | 'status' | 'priority' | 'dueDate' | 'scheduledFor' | 'recurrence' | 'completedAt';
type Timeline = NonNullable<PlanRecord['timeline']>;

type SubtaskDocument = Omit<SubtaskRecord, 'id' | 'assignedTo' | 'dependencies' | 'actualMinutes' | 'locked'> & {
  /** Absent in what was written before time was noted. */
  actualMinutes?: number;
  /** Absent in what was written before steps could be locked. */
  locked?: boolean;
  id: ObjectId;
  assignedTo: ObjectId | null;
  dependencies: ObjectId[];
};
type MilestoneDocument = Omit<MilestoneRecord, 'subtaskId'> & { subtaskId: ObjectId | null };
interface RemovedStepDocument {
  subtask: SubtaskDocument;
  waiting: { id: ObjectId; dependencies: ObjectId[] }[];
  milestones: MilestoneDocument[];
}
interface PlanDocument {
  subtasks: SubtaskDocument[];
  /** Absent in what was written before steps could be brought back. */
  removed?: RemovedStepDocument[];
  timeline: (Omit<Timeline, 'milestones'> & { milestones: MilestoneDocument[] }) | null;
  metadata: PlanRecord['metadata'];
}

export type TaskDocument = VersionedDocument &
  Pick<TaskRecord, Scalars> &
  Record<References, ObjectId | null> & {
    aiGenerated: PlanDocument | null;
    /** Absent in what was written before tasks had tags, and before time was noted. */
    tags?: string[];
    actualMinutes?: number;
    series: { id: ObjectId; occurrence: number } | null;
    /* Derived, to sort and search by. */
    statusRank: number;
    priorityRank: number;
    titleKey: string;
    /** The due date, or the end of time: ascending, tasks without one come last. */
    dueKey: Date;
    /** The stretch of time it takes up on a timeline; both the beginning of time without any date. */
    spanStart: Date;
    spanEnd: Date;
    words: string[];
  };

const endOfTime = new Date('9999-12-31T00:00:00Z');

const subtask = partSchema({
  id: objectId,
  title: String,
  description: String,
  estimatedTime: Number,
  actualMinutes: count,
  dependencies: [objectId],
  priority: String,
  status: String,
  assignedTo: reference,
  order: count,
  edited: flag,
  locked: flag,
  startedAt: date,
  completedAt: date,
  scheduledStart: date,
  scheduledEnd: date,
  slackMinutes: { type: Number, default: null },
  critical: flag,
});

const milestone = partSchema({ name: String, description: String, subtaskId: reference, date: Date, completed: flag });

const removedStep = partSchema({
  subtask,
  waiting: [partSchema({ id: objectId, dependencies: [objectId] })],
  milestones: [milestone],
});

const timeline = partSchema({
  estimatedStartDate: Date,
  estimatedEndDate: Date,
  likelyEndDate: date,
  totalEstimatedTime: Number,
  milestones: [milestone],
});

const metadata = partSchema({
  generatedBy: String,
  confidence: Number,
  assumptions: [String],
  repairs: [String],
  promptUsed: String,
  routing: text,
  cost: { type: Number, default: null },
  generatedAt: Date,
  regenerationCount: Number,
});

const plan = partSchema({
  subtasks: [subtask],
  removed: [removedStep],
  timeline: { type: timeline, default: null },
  metadata,
});

export const taskSchema = documentSchema<TaskDocument>({
  ...versionedFields,
  title: { type: String, required: true },
  description: String,
  status: { type: String, enum: taskStatuses, required: true },
  priority: { type: String, enum: taskPriorities, required: true },
  aiGenerated: { type: plan, default: null },
  customerId: reference,
  dealId: reference,
  assignedTo: reference,
  parentTask: reference,
  pipelineId: reference,
  pipelineStage: reference,
  tags: [String],
  dueDate: date,
  scheduledFor: date,
  recurrence: { type: anything, default: null },
  series: { type: partSchema({ id: objectId, occurrence: Number }), default: null },
  actualMinutes: count,
  completedAt: date,
  createdBy: reference,
  statusRank: Number,
  priorityRank: Number,
  titleKey: String,
  dueKey: Date,
  spanStart: Date,
  spanEnd: Date,
  words: [String],
});

taskSchema
  .index({ alive: 1, createdAt: 1, _id: 1 })
  .index({ alive: 1, updatedAt: 1, _id: 1 })
  .index({ alive: 1, dueKey: 1, _id: 1 })
  .index({ alive: 1, dueDate: 1, _id: 1 })
  .index({ alive: 1, priorityRank: 1, _id: 1 })
  .index({ alive: 1, statusRank: 1, _id: 1 })
  .index({ alive: 1, titleKey: 1, _id: 1 })
  .index({ alive: 1, words: 1 })
  .index({ alive: 1, assignedTo: 1, status: 1, priorityRank: 1 })
  .index({ status: 1, completedAt: 1 })
  .index({ customerId: 1, createdAt: 1 })
  .index({ dealId: 1, createdAt: 1 })
  .index({ parentTask: 1, alive: 1, createdAt: 1 })
  .index({ alive: 1, tags: 1, createdAt: 1 })
  .index({ alive: 1, scheduledFor: 1, _id: 1 })
  .index({ alive: 1, spanEnd: 1, _id: 1 })
  .index({ alive: 1, status: 1, createdAt: 1, _id: 1 })
  // Each occurrence of a rule is made once, whoever makes it and however often it is tried.
  .index(
    { 'series.id': 1, 'series.occurrence': 1 },
    { unique: true, partialFilterExpression: { 'series.id': { $exists: true } } },
  )
  .index({ pipelineId: 1, pipelineStage: 1 })
  .index({ deletedAt: 1 });

export const rankOfPriority = (priority: TaskRecord['priority']): number => taskPriorities.indexOf(priority);

/** From the earliest date a task has to the latest. */
function spanOf({
  scheduledFor,
  dueDate,
  completedAt,
  aiGenerated,
}: Pick<TaskRecord, 'scheduledFor' | 'dueDate' | 'completedAt' | 'aiGenerated'>): { spanStart: Date; spanEnd: Date } {
  const plan = aiGenerated?.timeline;
  const dates = [scheduledFor, dueDate, completedAt, plan?.estimatedStartDate, plan?.estimatedEndDate];
  const times = dates.flatMap((date) => (date ? [date.getTime()] : []));
  if (times.length === 0) return { spanStart: new Date(0), spanEnd: new Date(0) };
  return { spanStart: new Date(Math.min(...times)), spanEnd: new Date(Math.max(...times)) };
}

/** What tasks are sorted and searched by. */
export const taskDerived = (record: TaskRecord) => ({
  statusRank: taskStatuses.indexOf(record.status),
  priorityRank: rankOfPriority(record.priority),
  titleKey: sortText(record.title),
  dueKey: record.dueDate ?? endOfTime,
  ...spanOf(record),
  words: wordsOf([record.title, record.tags.join(' '), record.description]),
});

/** The task as the database keeps it; mongoose turns ids into ObjectIds. */
export const taskDocument = ({ id, ...record }: TaskRecord) => ({
  ...record,
  ...versionedDocument({ id, ...record }),
  ...taskDerived({ id, ...record }),
});

export const taskRecord = (document: TaskDocument): TaskRecord => ({
  ...versionedRecord(document),
  title: document.title,
  description: document.description,
  status: document.status,
  priority: document.priority,
  aiGenerated: document.aiGenerated && planRecord(document.aiGenerated),
  customerId: hexOrNull(document.customerId),
  dealId: hexOrNull(document.dealId),
  assignedTo: hexOrNull(document.assignedTo),
  parentTask: hexOrNull(document.parentTask),
  pipelineId: hexOrNull(document.pipelineId),
  pipelineStage: hexOrNull(document.pipelineStage),
  tags: document.tags ?? [],
  dueDate: document.dueDate,
  scheduledFor: document.scheduledFor,
  recurrence: document.recurrence ?? null,
  series: document.series ? { id: hex(document.series.id), occurrence: document.series.occurrence } : null,
  actualMinutes: document.actualMinutes ?? 0,
  completedAt: document.completedAt,
  createdBy: hexOrNull(document.createdBy),
});

/** Ids within a plan become strings; all else is kept as it is. */
const planRecord = ({ subtasks, removed, timeline, metadata }: PlanDocument): PlanRecord => ({
  subtasks: subtasks.map(subtaskRecord),
  removed: (removed ?? []).map(removedRecord),
  timeline: timeline && { ...timeline, milestones: timeline.milestones.map(milestoneRecord) },
  metadata: { ...metadata, routing: metadata.routing ?? null, cost: metadata.cost ?? null },
});

const subtaskRecord = (subtask: SubtaskDocument): SubtaskRecord => ({
  ...subtask,
  id: hex(subtask.id),
  actualMinutes: subtask.actualMinutes ?? 0,
  locked: subtask.locked ?? false,
  assignedTo: hexOrNull(subtask.assignedTo),
  dependencies: subtask.dependencies.map(hex),
});

const milestoneRecord = (milestone: MilestoneDocument): MilestoneRecord => ({
  ...milestone,
  subtaskId: hexOrNull(milestone.subtaskId),
});

const removedRecord = ({ subtask, waiting, milestones }: RemovedStepDocument): RemovedStepRecord => ({
  subtask: subtaskRecord(subtask),
  waiting: waiting.map(({ id, dependencies }) => ({ id: hex(id), dependencies: dependencies.map(hex) })),
  milestones: milestones.map(milestoneRecord),
});
