import { z } from 'zod';
import { bulkRequest, deletion, restoration } from './bulk.ts';
import { id, instant, listOf, memberRef, minutes, pageQuery, queryBoolean, version } from './common.ts';
import { generation, modelChoice } from './generation.ts';
import { recurrence } from './recurrence.ts';

export const taskStatuses = ['pending', 'in_progress', 'completed', 'cancelled'] as const;
export const taskStatus = z.enum(taskStatuses).meta({ id: 'TaskStatus' });
export type TaskStatus = z.infer<typeof taskStatus>;

export const taskPriorities = ['low', 'medium', 'high', 'urgent'] as const;
export const taskPriority = z.enum(taskPriorities).meta({ id: 'TaskPriority' });
export type TaskPriority = z.infer<typeof taskPriority>;

export const subtaskPriorities = ['low', 'medium', 'high'] as const;
export const subtaskPriority = z.enum(subtaskPriorities);

export const subtask = z
  .object({
    id,
    title: z.string(),
    description: z.string(),
    estimatedTime: minutes.describe('Minutes.'),
    actualMinutes: z.int().min(0).describe('Computed: the time noted on it.'),
    dependencies: z.array(id).describe('Subtasks that must be finished first.'),
    priority: subtaskPriority,
    status: taskStatus,
    assignedTo: id.nullable(),
    order: z.int().min(0),
    edited: z.boolean().describe('A person changed or added it: re-planning keeps it.'),
    startedAt: instant.nullable(),
    completedAt: instant.nullable(),
    scheduledStart: instant.nullable().describe('Computed.'),
    scheduledEnd: instant.nullable().describe('Computed.'),
    slackMinutes: z.int().nullable().describe('Computed: how long it may slip without moving the end.'),
    critical: z.boolean().describe('Computed: on the critical path.'),
  })
  .meta({ id: 'Subtask' });
export type Subtask = z.infer<typeof subtask>;

export const milestone = z
  .object({ name: z.string(), date: instant, completed: z.boolean(), description: z.string() })
  .meta({ id: 'Milestone' });
export type Milestone = z.infer<typeof milestone>;

export const timeline = z
  .object({
    estimatedStartDate: instant,
    estimatedEndDate: instant,
    likelyEndDate: instant.nullable().describe('The date it is 80 % sure of.'),
    totalEstimatedTime: z.int().describe('Minutes of all steps that are not cancelled.'),
    milestones: z.array(milestone),
  })
  .meta({ id: 'Timeline' });
export type Timeline = z.infer<typeof timeline>;

export const planMetadata = z
  .object({
    generatedBy: z.string().describe('The model that really made it, or local-planner.'),
    confidence: z.number().gt(0).max(1),
    assumptions: z.array(z.string()),
    repairs: z.array(z.string()),
    promptUsed: z.string().nullable().describe('Single reads by admins; else null.'),
    routing: z.string().nullable().describe('Why this model made it, or why none did.'),
    cost: z.number().nullable().describe('US dollars of all requests it took; null when nothing is known of it.'),
    generatedAt: instant,
    regenerationCount: z.int().min(0),
  })
  .meta({ id: 'PlanMetadata' });

export const aiGenerated = z
  .object({ subtasks: z.array(subtask), timeline: timeline.nullable(), metadata: planMetadata })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof aiGenerated>;

export const task = z
  .object({
    id,
    title: z.string(),
    description: z.string(),
    status: taskStatus,
    priority: taskPriority,
    aiGenerated: aiGenerated.nullable(),
    customerId: id.nullable(),
    dealId: id.nullable(),
    assignedTo: id.nullable(),
    assignee: memberRef.nullable(),
    parentTask: id.nullable().describe('The task it is part of.'),
    parent: z
      .object({ id, title: z.string() })
      .nullable()
      .describe('That task by its title; null also when it is in the bin.'),
    pipelineId: id.nullable(),
    pipelineStage: id.nullable(),
    tags: z.array(z.string()),
    dueDate: instant.nullable(),
    scheduledFor: instant.nullable(),
    recurrence: recurrence.nullable().describe('When it comes again; the next one is made when this one is over.'),
    series: z
      .object({ id, occurrence: z.int().min(1) })
      .nullable()
      .describe('Which of the tasks of one rule it is: the first one’s id, and its place from 1.'),
    actualMinutes: z.int().min(0).describe('Computed: all time noted on it and its steps.'),
    completedAt: instant.nullable(),
    createdBy: id.nullable(),
    deletedAt: instant.nullable(),
    version,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof task>;

const title = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
const description = z.string().max(10_000, 'must have at most 10,000 characters');

/** What a person may write on a task. */
const writable = {
  title,
  description,
  status: taskStatus,
  priority: taskPriority,
  customerId: id.nullable(),
  dealId: id.nullable(),
  assignedTo: id.nullable(),
  parentTask: id.nullable(),
  pipelineId: id.nullable(),
  pipelineStage: id.nullable(),
  tags: z.array(z.string().trim().min(1).max(40)).max(20),
  dueDate: instant.nullable(),
  scheduledFor: instant.nullable(),
  recurrence: recurrence.nullable(),
};

export const createTaskRequest = z
  .strictObject({
    ...writable,
    description: description.default(''),
    status: taskStatus.default('pending'),
    priority: taskPriority.default('medium'),
    customerId: writable.customerId.default(null),
    dealId: writable.dealId.default(null),
    assignedTo: id.nullable().optional().describe('Absent: the caller.'),
    parentTask: writable.parentTask.default(null),
    pipelineId: writable.pipelineId.default(null),
    pipelineStage: writable.pipelineStage.default(null),
    tags: writable.tags.default([]),
    dueDate: writable.dueDate.default(null),
    scheduledFor: writable.scheduledFor.default(null),
    recurrence: writable.recurrence.default(null),
    generate: z.boolean().default(true).describe('false holds the plan back.'),
    model: modelChoice.default('auto'),
  })
  .meta({ id: 'CreateTaskRequest' });
export type CreateTaskRequest = z.infer<typeof createTaskRequest>;

export const updateTaskRequest = z.strictObject(writable).partial().meta({ id: 'UpdateTaskRequest' });
export type UpdateTaskRequest = z.infer<typeof updateTaskRequest>;

export const listTasksQuery = pageQuery(
  ['createdAt', 'updatedAt', 'dueDate', 'scheduledFor', 'priority', 'title', 'status'],
  '-createdAt',
).extend({
  status: listOf(taskStatuses).optional(),
  priority: listOf(taskPriorities).optional(),
  assignedTo: z.union([z.enum(['me', 'nobody']), id]).optional(),
  customerId: id.optional(),
  dealId: id.optional(),
  parentTask: id.optional(),
  createdBy: id.optional(),
  pipelineId: id.optional(),
  tag: z.string().trim().min(1).max(40).optional(),
  dueBefore: instant.optional(),
  dueAfter: instant.optional(),
  scheduledBefore: instant.optional(),
  scheduledAfter: instant.optional(),
  completedAfter: instant.optional(),
  completedBefore: instant.optional(),
  deleted: queryBoolean.optional().describe('true lists the bin.'),
});
export type ListTasksQuery = z.infer<typeof listTasksQuery>;

/** What may be done to many tasks at once. */
export const bulkTasksChange = z.union([updateTaskRequest, deletion, restoration]).meta({ id: 'BulkTasksChange' });
export type BulkTasksChange = z.infer<typeof bulkTasksChange>;

export const bulkTasksRequest = bulkRequest(bulkTasksChange).meta({ id: 'BulkTasksRequest' });
export type BulkTasksRequest = z.infer<typeof bulkTasksRequest>;

const planText = { title, description: z.string().max(2000, 'must have at most 2,000 characters') };
export const createSubtaskRequest = z
  .strictObject({
    title: planText.title,
    description: planText.description.default(''),
    estimatedTime: minutes.default(30),
    dependencies: z.array(id).max(200).default([]),
    priority: subtaskPriority.default('medium'),
    assignedTo: id.nullable().default(null),
    order: z.int().min(0).optional().describe('Absent: at the end.'),
  })
  .meta({ id: 'CreateSubtaskRequest' });
export type CreateSubtaskRequest = z.infer<typeof createSubtaskRequest>;

export const updateSubtaskRequest = z
  .strictObject({
    ...planText,
    estimatedTime: minutes,
    dependencies: z.array(id).max(200),
    priority: subtaskPriority,
    status: taskStatus,
    assignedTo: id.nullable(),
    order: z.int().min(0),
  })
  .partial()
  .meta({ id: 'UpdateSubtaskRequest' });
export type UpdateSubtaskRequest = z.infer<typeof updateSubtaskRequest>;

export const updateSubtasksRequest = z
  .strictObject({
    subtasks: z.array(updateSubtaskRequest.extend({ id })).min(1).max(200),
  })
  .meta({ id: 'UpdateSubtasksRequest' });
export type UpdateSubtasksRequest = z.infer<typeof updateSubtasksRequest>;

export const generateSubtasksRequest = z
  .strictObject({
    model: modelChoice.default('auto'),
    instructions: z.string().trim().max(2000).optional(),
    replaceEdits: z
      .boolean()
      .default(false)
      .describe('false keeps what people edited, started or finished; true plans from scratch.'),
    propose: z
      .boolean()
      .default(false)
      .describe(
        'true keeps the new plan as a proposal of the generation, to be applied or discarded; a first plan is saved.',
      ),
  })
  .meta({ id: 'GenerateSubtasksRequest' });
export type GenerateSubtasksRequest = z.infer<typeof generateSubtasksRequest>;

export const optimizeScheduleRequest = z.strictObject({
  apply: z.boolean().default(true).describe('false only answers what would change.'),
});

export const taskResult = z.object({ task });
export const createdTaskResult = z.object({ task, generation: generation.nullable() });
