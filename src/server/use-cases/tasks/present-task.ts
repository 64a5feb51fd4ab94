import type { MemberRef } from '../../../lib/contracts/common.ts';
import type { Plan, Subtask, Task } from '../../../lib/contracts/task.ts';
import type { Ports } from '../../ports/index.ts';
import type { PlanRecord, SubtaskRecord, TaskRecord } from '../../records/index.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';

interface PresentOptions {
  /** Shows the prompt: for single reads by those with `prompts.read` only. */
  withPrompt?: boolean;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

type Stores = Pick<Ports, 'all' | 'users'>;

/** What tasks name: members and parent tasks, also those that are not for everyone who sees the task to open. */
interface References {
  members: ReadonlyMap<string, MemberRef>;
  titles: ReadonlyMap<string, string>;
}

async function referencesOf(ports: Stores, records: readonly TaskRecord[]): Promise<References> {
  const parents = records.flatMap(({ parentTask }) => parentTask ?? []);
  const [members, titles] = await Promise.all([
    memberRefs(
      ports,
      records.map(({ assignedTo }) => assignedTo),
    ),
    ports.all.tasks.titles([...new Set(parents)]),
  ]);
  return { members, titles };
}

/** A task as the API shows it, in one read of its assignee and one of its parent. */
export async function presentTask(ports: Stores, record: TaskRecord, options: PresentOptions = {}): Promise<Task> {
  return toTask(record, await referencesOf(ports, [record]), options);
}

/** Several tasks, in one read of all assignees and one of all parents. */
export async function presentTasks(ports: Stores, records: readonly TaskRecord[]): Promise<Task[]> {
  const references = await referencesOf(ports, records);
  return records.map((record) => toTask(record, references, {}));
}

function toTask(record: TaskRecord, { members, titles }: References, options: PresentOptions): Task {
  const parentTitle = record.parentTask === null ? undefined : titles.get(record.parentTask);
  return {
    id: record.id,
    title: record.title,
    description: record.description,
    status: record.status,
    priority: record.priority,
    aiGenerated: record.aiGenerated && presentPlan(record.aiGenerated, options),
    customerId: record.customerId,
    dealId: record.dealId,
    assignedTo: record.assignedTo,
    assignee: refOf(record.assignedTo, members),
    parentTask: record.parentTask,
    parent:
      record.parentTask !== null && parentTitle !== undefined ? { id: record.parentTask, title: parentTitle } : null,
    pipelineId: record.pipelineId,
    pipelineStage: record.pipelineStage,
    tags: record.tags,
    dueDate: iso(record.dueDate),
    scheduledFor: iso(record.scheduledFor),
    recurrence: record.recurrence,
    series: record.series,
    actualMinutes: record.actualMinutes,
    completedAt: iso(record.completedAt),
    createdBy: record.createdBy,
    deletedAt: iso(record.deletedAt),
    version: record.version,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
  };
}

/** A plan as the API shows it. */
export function presentPlan(
  { subtasks, timeline, metadata }: PlanRecord,
  { withPrompt = false }: PresentOptions,
): Plan {
  return {
    subtasks: subtasks.toSorted((a, b) => a.order - b.order).map(toSubtask),
    timeline: timeline && {
      estimatedStartDate: timeline.estimatedStartDate.toISOString(),
      estimatedEndDate: timeline.estimatedEndDate.toISOString(),
      likelyEndDate: iso(timeline.likelyEndDate),
      totalEstimatedTime: timeline.totalEstimatedTime,
      milestones: timeline.milestones.map(({ name, date, completed, description }) => ({
        name,
        date: date.toISOString(),
        completed,
        description,
      })),
    },
    metadata: {
      generatedBy: metadata.generatedBy,
      confidence: metadata.confidence,
      assumptions: metadata.assumptions,
      repairs: metadata.repairs,
      promptUsed: withPrompt ? metadata.promptUsed : null,
      routing: metadata.routing,
      cost: metadata.cost,
      generatedAt: metadata.generatedAt.toISOString(),
      regenerationCount: metadata.regenerationCount,
    },
  };
}

const toSubtask = (record: SubtaskRecord): Subtask => ({
  ...record,
  startedAt: iso(record.startedAt),
  completedAt: iso(record.completedAt),
  scheduledStart: iso(record.scheduledStart),
  scheduledEnd: iso(record.scheduledEnd),
});
