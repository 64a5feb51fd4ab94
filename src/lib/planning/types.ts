/**
 * The shapes planning works on. They are structural: what the API's contracts describe can be passed as it is.
 * All durations are whole minutes of working time, all indexes are 0-based.
 */

export type SubtaskPriority = 'low' | 'medium' | 'high';
export type SubtaskStatus = 'pending' | 'in_progress' | 'completed' | 'cancelled';
export type TaskPriority = SubtaskPriority | 'urgent';

/** A point in time as records carry it: a `Date`, or ISO 8601 text as the API sends it. */
export type Instant = Date | string;

/** One step of a plan before it has an identity: what a model or the local planner proposes. */
export interface DraftSubtask {
  title: string;
  description: string;
  /** Working minutes. */
  estimatedTime: number;
  /** Indexes into the draft's `subtasks`. */
  dependencies: number[];
  priority: SubtaskPriority;
}

export interface DraftMilestone {
  name: string;
  description?: string | undefined;
  /** Index of the subtask whose end reaches the milestone; absent: the end of the plan. */
  afterSubtask?: number | undefined;
}

export interface DraftPlan {
  subtasks: DraftSubtask[];
  milestones?: DraftMilestone[] | undefined;
  /** The model's own opinion, 0 to 1. */
  confidence?: number | undefined;
  assumptions: string[];
}

/** One step of a saved plan. */
export interface PlanSubtask {
  id: string;
  title: string;
  description: string;
  /** Working minutes. */
  estimatedTime: number;
  /** Ids of subtasks that must be finished before this one starts. */
  dependencies: string[];
  priority: SubtaskPriority;
  status: SubtaskStatus;
  assignedTo: string | null;
  order: number;
  /** When work really began and ended, where that is known. */
  startedAt?: Instant | null | undefined;
  completedAt?: Instant | null | undefined;
}

export interface ScheduledSubtask {
  id: string;
  start: Date;
  end: Date;
  /** How many working minutes it may slip without moving the end of the plan, people staying on their sequence. */
  slackMinutes: number;
  critical: boolean;
}

export interface PlanSchedule {
  /** One per subtask that is not cancelled, in order of start. */
  items: ScheduledSubtask[];
  estimatedStartDate: Date;
  estimatedEndDate: Date;
  /** Working minutes of all subtasks that are not cancelled. */
  totalEstimatedTime: number;
  /** Ids of the critical subtasks in order of start. */
  criticalPath: string[];
  /** Working minutes of what is neither completed nor cancelled. */
  workLeft: number;
  /** Working minutes between the end of the plan and the due date, negative when late; null without a due date. */
  dueSlackMinutes: number | null;
  late: boolean;
}
