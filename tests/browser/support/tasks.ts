import type { Generation } from '../../../src/lib/contracts/generation.ts';
import type { Subtask, Task } from '../../../src/lib/contracts/task.ts';
import type { RenderOnServer } from './server-command.ts';

/** A record's id from a small number. */
export const idOf = (number: number): string => number.toString(16).padStart(24, '0');

/** Wednesday 2 December 2026, ten in the morning. */
export const now = '2026-12-02T10:00:00.000Z';
export const dana = { id: idOf(1001), name: 'Dana Kim', avatar: null, role: 'sales' as const };

/** The `number`th step (from 1) of a plan, an hour long, on the critical path. */
export const step = (number: number, change: Partial<Subtask> = {}): Subtask => ({
  id: idOf(number),
  title: `Step number ${number}`,
  description: '',
  estimatedTime: 60,
  dependencies: [],
  priority: 'medium',
  status: 'pending',
  assignedTo: null,
  order: number - 1,
  edited: false,
  startedAt: null,
  actualMinutes: 0,
  completedAt: null,
  scheduledStart: `2026-12-0${number + 1}T09:00:00.000Z`,
  scheduledEnd: `2026-12-0${number + 1}T10:00:00.000Z`,
  slackMinutes: 0,
  critical: true,
  ...change,
});

/** A goal whose three steps wait for each other. */
export const plannedTask = (change: Partial<Task> = {}): Task => ({
  id: idOf(9001),
  title: 'Win the Acme renewal',
  description: 'The contract ends on 31 December.',
  status: 'in_progress',
  priority: 'high',
  aiGenerated: {
    subtasks: [
      step(1, { title: 'Read the account history' }),
      step(2, { title: 'Draft the proposal', dependencies: [idOf(1)] }),
      step(3, { title: 'Agree and sign', dependencies: [idOf(2)] }),
    ],
    timeline: {
      estimatedStartDate: '2026-12-02T09:00:00.000Z',
      estimatedEndDate: '2026-12-04T10:00:00.000Z',
      likelyEndDate: '2026-12-07T10:00:00.000Z',
      totalEstimatedTime: 180,
      milestones: [
        { name: 'Renewal signed', date: '2026-12-04T10:00:00.000Z', completed: false, description: 'Both have signed' },
      ],
    },
    metadata: {
      generatedBy: 'local-planner',
      confidence: 0.72,
      assumptions: ['The budget is approved'],
      repairs: ['“Sign” waited for itself: that dependency was removed'],
      promptUsed: null,
      routing: null,
      cost: null,
      generatedAt: now,
      regenerationCount: 0,
    },
  },
  customerId: null,
  dealId: null,
  assignedTo: dana.id,
  assignee: { id: dana.id, name: dana.name, avatar: null },
  parentTask: null,
  parent: null,
  pipelineId: null,
  pipelineStage: null,
  tags: [],
  dueDate: '2026-12-15T17:00:00.000Z',
  scheduledFor: null,
  recurrence: null,
  series: null,
  actualMinutes: 0,
  completedAt: null,
  createdBy: dana.id,
  deletedAt: null,
  version: 3,
  createdAt: '2026-12-01T09:00:00.000Z',
  updatedAt: now,
  ...change,
});

/** A run that has begun to write steps. */
export const runningGeneration = (change: Partial<Generation> = {}): Generation => ({
  id: idOf(7001),
  taskId: idOf(9001),
  kind: 'plan',
  status: 'running',
  progress: { stage: 'generating', percentage: 40, message: 'Writing step 2', estimatedTimeRemaining: 6 },
  subtasks: [
    {
      index: 0,
      title: 'Read the account history',
      description: 'Tickets and notes',
      estimatedTime: 45,
      dependencies: [],
      priority: 'high',
    },
  ],
  model: 'auto',
  instructions: null,
  generatedBy: null,
  error: null,
  proposal: null,
  createdAt: now,
  finishedAt: null,
  ...change,
});

/** The task's page as it is served. */
export const taskPage = (more: object = {}): RenderOnServer => ({
  module: '/src/components/islands/task/task-page.ts',
  name: 'TaskPage',
  props: { served: plannedTask(), generation: null, members: [dana], customers: [], zone: 'UTC', now, ...more },
});

/** A plan with one step changed. */
export const withStep = (task: Task, number: number, change: Partial<Subtask>, version: number): Task => ({
  ...task,
  version,
  aiGenerated: {
    ...task.aiGenerated!,
    subtasks: task.aiGenerated!.subtasks.map((each) => (each.id === step(number).id ? { ...each, ...change } : each)),
  },
});
