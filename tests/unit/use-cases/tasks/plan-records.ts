import type { PlanRecord, SubtaskRecord } from '../../../../src/server/records/index.ts';

export const now = new Date('2026-11-26T09:00:00Z');

/** A subtask's id from one letter: readable in tests, valid as an id. */
export const idOf = (letter: string): string => letter.repeat(24);

/** Steps named by one letter each; what is not given is as a fresh step has it. */
export const step = (letter: string, given: Partial<SubtaskRecord> = {}): SubtaskRecord => ({
  id: idOf(letter),
  title: `Step ${letter}`,
  description: '',
  estimatedTime: 60,
  dependencies: [],
  priority: 'medium',
  status: 'pending',
  assignedTo: null,
  order: letter.charCodeAt(0) - 'a'.charCodeAt(0),
  edited: false,
  locked: false,
  startedAt: null,
  actualMinutes: 0,
  completedAt: null,
  scheduledStart: null,
  scheduledEnd: null,
  slackMinutes: null,
  critical: false,
  ...given,
});

export const plan = (
  subtasks: SubtaskRecord[],
  milestones: { name: string; subtaskId: string | null }[] = [],
): PlanRecord => ({
  subtasks,
  timeline: {
    estimatedStartDate: now,
    estimatedEndDate: now,
    likelyEndDate: null,
    totalEstimatedTime: 0,
    milestones: milestones.map((milestone) => ({ ...milestone, description: '', date: now, completed: false })),
  },
  metadata: {
    generatedBy: 'local-planner',
    confidence: 0.5,
    assumptions: [],
    repairs: [],
    promptUsed: '',
    routing: null,
    cost: null,
    generatedAt: now,
    regenerationCount: 0,
  },
});

export const letters = (subtasks: readonly SubtaskRecord[]): string => subtasks.map(({ id }) => id[0]).join('');
