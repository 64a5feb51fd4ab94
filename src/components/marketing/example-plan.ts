import type { Plan, Subtask, Task } from '../../lib/contracts/task.ts';
import { defaultCalendar } from '../../lib/planning/calendar.ts';
import { planConfidence } from '../../lib/planning/confidence.ts';
import { planFromAnswer, toPlanSubtasks } from '../../lib/planning/from-draft.ts';
import { planLocally } from '../../lib/planning/local-planner/plan-locally.ts';
import { schedulePlan } from '../../lib/planning/schedule.ts';
import { finishRange, type FinishRange } from '../../lib/planning/uncertainty.ts';

/** A Monday morning, so that the pictures are the same in every build. */
export const exampleNow = '2027-03-01T09:00:00.000Z';
export const exampleZone = 'UTC';
const dueDate = '2027-03-09T17:00:00.000Z';
/** Who has which step: three things can be done at a time. */
const owners = ['Dana', 'Tom', 'Dana', 'Dana', 'Ines', 'Dana', 'Tom'];

export type ExampleTask = Pick<Task, 'title' | 'dueDate' | 'assignedTo'> & { aiGenerated: Plan };
export interface ExamplePlan {
  task: ExampleTask;
  range: FinishRange;
}

/** What the product makes of a goal without any model: the local planner, then the schedule and its range. */
export function examplePlan(): ExamplePlan {
  const title = 'Prepare the spring trade fair in Hanover';
  const draft = planLocally({ title, priority: 'high' });
  const subtasks = toPlanSubtasks(draft, (index) => `step-${index + 1}`).map((step, index) => ({
    ...step,
    assignedTo: owners[index] ?? null,
  }));
  const input = { subtasks, start: exampleNow, dueDate, now: exampleNow, calendar: defaultCalendar(exampleZone) };
  const schedule = schedulePlan(input);
  const range = finishRange(input);
  const dated = new Map(schedule.items.map((item) => [item.id, item]));
  const steps = subtasks.map((step): Subtask => {
    const item = dated.get(step.id);
    return {
      ...step,
      actualMinutes: 0,
      edited: false,
      startedAt: null,
      completedAt: null,
      scheduledStart: item?.start.toISOString() ?? null,
      scheduledEnd: item?.end.toISOString() ?? null,
      slackMinutes: item?.slackMinutes ?? null,
      critical: item?.critical ?? false,
    };
  });
  const timeline = {
    estimatedStartDate: schedule.estimatedStartDate.toISOString(),
    estimatedEndDate: schedule.estimatedEndDate.toISOString(),
    likelyEndDate: range.p80.toISOString(),
    totalEstimatedTime: schedule.totalEstimatedTime,
    milestones: [],
  };
  const metadata = {
    generatedBy: 'local-planner',
    confidence: planConfidence({ repairs: 0, contextLength: title.length, similarity: 0, source: 'local' }),
    assumptions: draft.assumptions,
    repairs: [],
    promptUsed: null,
    routing: null,
    cost: null,
    generatedAt: exampleNow,
    regenerationCount: 0,
  };
  return {
    task: { title, dueDate, assignedTo: null, aiGenerated: { subtasks: steps, timeline, metadata } },
    range,
  };
}

/** What a model might answer: two steps that wait for each other, one step twice, and one that waits for nothing there is. */
export const faultyAnswer = [
  { title: 'Read the account history', estimatedTime: 45, dependencies: [1], priority: 'high' },
  { title: 'Map who decides', estimatedTime: 30, dependencies: [0], priority: 'medium' },
  { title: 'Draft the renewal proposal', estimatedTime: 150, dependencies: [1, 9], priority: 'high' },
  { title: 'Draft the renewal proposal', estimatedTime: 90, dependencies: [1], priority: 'high' },
  { title: 'Present to the CFO', estimatedTime: 60, dependencies: [2], priority: 'high' },
];

/** The repairs that answer gets, in the product’s own words. */
export const repairsOfFaultyAnswer = (): string[] => planFromAnswer({ subtasks: faultyAnswer }).repairs;
