import type { ActivityType, ActivityValue } from '../lib/contracts/activity.ts';
import type { UsageOutcome } from '../lib/contracts/ai-usage.ts';
import type { ArrivingSubtask, GenerationKind, ModelChoice, Progress } from '../lib/contracts/generation.ts';
import type { TaskPriority, TaskStatus } from '../lib/contracts/task.ts';
import type { Role } from '../lib/contracts/user.ts';
import type { ChosenAiSettings } from '../lib/domain/ai-settings.ts';

/*
 * Records as the stores keep them: plain objects, ids as 24-hex strings, times as Date.
 * Use-cases read and write these; `present-*.ts` maps them to the contract.
 */

/** What every versioned, soft-deleted record carries. */
export interface Versioned {
  id: string;
  version: number;
  /** At which version each path last changed: lets two people change different fields of one record. */
  fieldVersions: Record<string, number>;
  deletedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface SubtaskRecord {
  id: string;
  title: string;
  description: string;
  estimatedTime: number;
  dependencies: string[];
  priority: 'low' | 'medium' | 'high';
  status: TaskStatus;
  assignedTo: string | null;
  order: number;
  edited: boolean;
  startedAt: Date | null;
  completedAt: Date | null;
  scheduledStart: Date | null;
  scheduledEnd: Date | null;
  slackMinutes: number | null;
  critical: boolean;
}

/** A milestone as planned; its date and completion are computed from the subtask that reaches it. */
export interface MilestoneRecord {
  name: string;
  description: string;
  subtaskId: string | null;
  date: Date;
  completed: boolean;
}

export interface PlanRecord {
  subtasks: SubtaskRecord[];
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
  dueDate: Date | null;
  scheduledFor: Date | null;
  completedAt: Date | null;
  createdBy: string | null;
}

export interface CustomerRecord extends Versioned {
  contactInfo: {
    email: string | null;
    phone: string | null;
    company: string | null;
    industry: string | null;
    name: { first: string | null; last: string | null };
    website: string | null;
  };
  address: {
    street: string | null;
    city: string | null;
    state: string | null;
    country: string | null;
    zipCode: string | null;
  };
  status: 'lead' | 'prospect' | 'customer' | 'inactive';
  source: string;
  assignedTo: string | null;
  pipelineId: string | null;
  pipelineStage: string | null;
  tags: string[];
  customFields: Record<string, string | number | boolean | null>;
  notes: { id: string; content: string; authorId: string | null; createdAt: Date }[];
}

export interface UserRecord {
  id: string;
  /** Starts at 1 and grows with every change, as on other records: `replace` refuses a stale one. */
  version: number;
  email: string;
  passwordHash: string;
  role: Role;
  profile: {
    firstName: string;
    lastName: string;
    department: string | null;
    avatar: string | null;
    permissions: string[];
  };
  lastLogin: Date | null;
  isActive: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** A signed-in browser or program. `hash` is SHA-256 of the session's id, which is stored nowhere. */
export interface SessionRecord {
  hash: string;
  userId: string;
  userAgent: string | null;
  ip: string | null;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

/** One refresh token of a session's family; `hash` is its HMAC under JWT_REFRESH_SECRET. */
export interface RefreshTokenRecord {
  hash: string;
  sessionHash: string;
  userId: string;
  usedAt: Date | null;
  /** Hash of the token that replaced it. */
  successor: string | null;
  expiresAt: Date;
}

/** A link sent by mail that works once: password resets and invitations. `hash` is SHA-256 of the token. */
export interface OneTimeTokenRecord {
  hash: string;
  purpose: 'password_reset' | 'invite' | 'setup';
  userId: string | null;
  email: string | null;
  role: Role | null;
  expiresAt: Date;
}

export interface GenerationRecord {
  id: string;
  taskId: string;
  kind: GenerationKind;
  status: 'queued' | 'running' | 'complete' | 'failed' | 'cancelled';
  progress: Progress;
  subtasks: ArrivingSubtask[];
  model: ModelChoice;
  instructions: string | null;
  replaceEdits: boolean;
  requestedBy: string | null;
  generatedBy: string | null;
  error: { code: string; message: string } | null;
  cancelRequested: boolean;
  /** Fencing token: grows with each worker that takes the run; a write with an older one is refused. */
  fence: number;
  leaseUntil: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface MailRecord {
  id: string;
  to: string;
  subject: string;
  text: string;
  status: 'queued' | 'kept' | 'sent' | 'failed';
  attempts: number;
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

/** One request to a model, for the ledger. */
export interface UsageRecord {
  id: string;
  generationId: string | null;
  taskId: string | null;
  userId: string | null;
  model: string;
  promptTokens: number;
  completionTokens: number;
  /** US dollars as the provider reported, else by the price list; null when neither says. */
  cost: number | null;
  /** Tokens or cost are computed, not reported. */
  estimated: boolean;
  latencyMs: number;
  outcome: UsageOutcome;
  createdAt: Date;
}

/** What admins chose for the AI. Version 1 is never stored: it is what the environment says. */
export type AiSettingsRecord = Versioned & ChosenAiSettings;

/** One thing that happened, as histories keep it: never changed afterwards. */
export interface ActivityRecord {
  id: string;
  type: ActivityType;
  at: Date;
  actor: { kind: string; id: string | null; name: string };
  /** Whose history it belongs to: the task's customer before and after, too. */
  customerIds: string[];
  taskId: string | null;
  /** The title the task had then. */
  taskTitle: string | null;
  changes: { path: string; from: ActivityValue; to: ActivityValue }[];
}
