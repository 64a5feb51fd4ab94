import type { Versioned } from './versioned.ts';
import type { Recurrence } from '../../lib/contracts/recurrence.ts';
import type { TaskPriority, TaskStatus } from '../../lib/contracts/task.ts';

export interface TaskRecord extends Versioned {
  title: string;
  description: string;
  status: TaskStatus;
  priority: TaskPriority;
  aiGenerated: PlanRecord | null;
  customerId: string | null;
  dealId: string | null;
  assignedTo: string | null;
  parentTask: string | null;
  pipelineId: string | null;
  pipelineStage: string | null;
  tags: string[];
  dueDate: Date | null;
  scheduledFor: Date | null;
  recurrence: Recurrence | null;
  /** Its place among the tasks one rule made; stays when the rule is taken away. */
  series: { id: string; occurrence: number } | null;
  /** All time noted on it and its steps. */
  actualMinutes: number;
  completedAt: Date | null;
  createdBy: string | null;
}

export interface PlanRecord {
  subtasks: SubtaskRecord[];
  /** Steps taken out by hand, the newest first, until a new plan is made: they can be brought back. */
  removed?: RemovedStepRecord[];
  timeline: {
    estimatedStartDate: Date;
    estimatedEndDate: Date;
    likelyEndDate: Date | null;
    totalEstimatedTime: number;
    milestones: MilestoneRecord[];
  } | null;
  metadata: {
    generatedBy: string;
    confidence: number;
    assumptions: string[];
    repairs: string[];
    promptUsed: string;
    routing: string | null;
    /** US dollars. */
    cost: number | null;
    generatedAt: Date;
    regenerationCount: number;
  };
}

export interface SubtaskRecord {
  id: string;
  title: string;
  description: string;
  estimatedTime: number;
  /** Time noted on it. */
  actualMinutes: number;
  dependencies: string[];
  priority: 'low' | 'medium' | 'high';
  status: TaskStatus;
  assignedTo: string | null;
  order: number;
  edited: boolean;
  locked: boolean;
  startedAt: Date | null;
  completedAt: Date | null;
  scheduledStart: Date | null;
  scheduledEnd: Date | null;
  slackMinutes: number | null;
  critical: boolean;
}

/** A step that was taken out of a plan, and what of the plan hung on it. */
export interface RemovedStepRecord {
  subtask: SubtaskRecord;
  /** What waited for it, with all they waited for. */
  waiting: Pick<SubtaskRecord, 'id' | 'dependencies'>[];
  /** Those it reached. */
  milestones: MilestoneRecord[];
}

/** A milestone as planned; its date and completion are computed from the subtask that reaches it. */
export interface MilestoneRecord {
  name: string;
  description: string;
  subtaskId: string | null;
  date: Date;
  completed: boolean;
}
