import { api } from '../../../lib/client/api.ts';
import type { Subtask, Task } from '../../../lib/contracts/task.ts';
import { isOpenStatus } from '../../../lib/planning/open-status.ts';

/**
 * One edit of a task: how it shows at once, how it is sent, and how it is taken back.
 * `apply` never changes its argument.
 */
export interface Change {
  /** What was being done, for messages: "Rename the step". */
  doing: string;
  apply(task: Task): Task;
  /** `base` is the version the person saw when they decided. */
  send(base: number): Promise<Task>;
  /** The edit that takes this one back, from the task as it was before. Absent when there is no way back. */
  inverse?(before: Task, after: Task): Change;
  /** For conflicts: what this edit wants, and what stands there now, in words. */
  mine?: string;
  theirs?(current: Task): string;
}

export type TaskPatch = Partial<
  Pick<
    Task,
    | 'title'
    | 'description'
    | 'status'
    | 'priority'
    | 'customerId'
    | 'dealId'
    | 'assignedTo'
    | 'assignee'
    | 'dueDate'
    | 'scheduledFor'
    | 'recurrence'
    | 'parentTask'
    | 'parent'
  >
>;
export type StepPatch = Partial<
  Pick<
    Subtask,
    'title' | 'description' | 'estimatedTime' | 'dependencies' | 'priority' | 'status' | 'assignedTo' | 'locked'
  >
>;

/** Saves a part of a step; answers whether it was saved. `said` has no full stop. */
export type SaveStep = (patch: StepPatch, said: string) => Promise<boolean>;

const answered = async (answer: Promise<{ task: Task }>): Promise<Task> => (await answer).task;

const pick = <Whole extends object, Part extends Partial<Whole>>(whole: Whole, part: Part): Part =>
  Object.fromEntries(Object.keys(part).map((key) => [key, whole[key as keyof Whole]])) as Part;

/** The steps of a task, in their order; none without a plan. */
export const stepsOf = (task: Task): Subtask[] =>
  [...(task.aiGenerated?.subtasks ?? [])].sort((a, b) => a.order - b.order);

const withSteps = (task: Task, change: (steps: Subtask[]) => Subtask[]): Task =>
  task.aiGenerated
    ? {
        ...task,
        aiGenerated: { ...task.aiGenerated, subtasks: change(stepsOf(task)).map((s, order) => ({ ...s, order })) },
      }
    : task;

/** `words` says in a conflict what a value means to people. */
export function editTask(task: Task, patch: TaskPatch, doing: string, words?: (task: TaskPatch) => string): Change {
  const { assignee: _assignee, parent: _parent, ...sent } = patch;
  return {
    doing,
    apply: (current) => ({ ...current, ...patch }),
    send: (base) => answered(api.patch(`/tasks/${task.id}`, sent, { ifMatch: base })),
    inverse: (before) => editTask(task, pick(before, patch), `Undo: ${doing.toLowerCase()}`, words),
    ...(words && { mine: words(patch), theirs: (current: Task) => words(pick(current, patch)) }),
  };
}

export function editStep(
  task: Task,
  stepId: string,
  patch: StepPatch,
  doing: string,
  words?: (patch: StepPatch) => string,
): Change {
  const find = (from: Task) => stepsOf(from).find((step) => step.id === stepId);
  return {
    doing,
    apply: (current) =>
      withSteps(current, (steps) => steps.map((step) => (step.id === stepId ? { ...step, ...patch } : step))),
    send: (base) => answered(api.patch(`/tasks/${task.id}/subtasks/${stepId}`, patch, { ifMatch: base })),
    inverse: (before) => {
      const was = find(before);
      return editStep(task, stepId, was ? pick(was, patch) : {}, `Undo: ${doing.toLowerCase()}`, words);
    },
    ...(words && {
      mine: words(patch),
      theirs: (current: Task) => {
        const step = find(current);
        return step ? words(pick(step, patch)) : 'the step is gone';
      },
    }),
  };
}

/** Puts the steps into the order of `ids`. */
export function orderSteps(task: Task, ids: readonly string[]): Change {
  return {
    doing: 'Move the step',
    apply: (current) =>
      withSteps(current, (steps) => {
        const place = (step: Subtask) => (ids.includes(step.id) ? ids.indexOf(step.id) : steps.length);
        return [...steps].sort((a, b) => place(a) - place(b));
      }),
    send: (base) =>
      answered(
        api.patch(
          `/tasks/${task.id}/subtasks`,
          { subtasks: ids.map((id, order) => ({ id, order })) },
          { ifMatch: base },
        ),
      ),
    inverse: (before) =>
      orderSteps(
        task,
        stepsOf(before).map((step) => step.id),
      ),
  };
}

/** A step as typed by a person; the server gives it its id and dates. */
const drafted = (id: string, title: string, order: number): Subtask => ({
  id,
  title,
  description: '',
  estimatedTime: 30,
  dependencies: [],
  priority: 'medium',
  status: 'pending',
  assignedTo: null,
  order,
  edited: true,
  locked: false,
  actualMinutes: 0,
  startedAt: null,
  completedAt: null,
  scheduledStart: null,
  scheduledEnd: null,
  slackMinutes: null,
  critical: false,
});

export function addStep(task: Task, title: string): Change {
  return {
    doing: 'Add the step',
    apply: (current) => withSteps(current, (steps) => [...steps, drafted(`new:${title}`, title, steps.length)]),
    send: () => answered(api.post(`/tasks/${task.id}/subtasks`, { title })),
    inverse: (before, after) => {
      const known = new Set(stepsOf(before).map((step) => step.id));
      const added = stepsOf(after).find((step) => !known.has(step.id));
      return removeStep(task, added?.id ?? '', title);
    },
  };
}

export function removeStep(task: Task, stepId: string, title: string): Change {
  return {
    doing: `Delete “${title}”`,
    apply: (current) =>
      withSteps(current, (steps) =>
        steps
          .filter((step) => step.id !== stepId)
          .map((step) => ({ ...step, dependencies: step.dependencies.filter((id) => id !== stepId) })),
      ),
    send: (base) => answered(api.delete(`/tasks/${task.id}/subtasks/${stepId}`, { ifMatch: base })),
    inverse: (before) => restoreStep(task, before, stepId),
  };
}

/** Brings a deleted step back, as it was. */
function restoreStep(task: Task, before: Task, stepId: string): Change {
  const was = stepsOf(before).find((step) => step.id === stepId);
  return {
    doing: 'Undo: delete the step',
    apply: (current) =>
      was ? withSteps(current, (steps) => [...steps.slice(0, was.order), was, ...steps.slice(was.order)]) : current,
    send: (base) => answered(api.post(`/tasks/${task.id}/subtasks/${stepId}/restore`, {}, { ifMatch: base })),
  };
}

/** What can be started next: not begun, nothing left to wait for, first in order. */
export function nextStep(task: Task): Subtask | undefined {
  const steps = stepsOf(task);
  const open = new Set(steps.filter(({ status }) => isOpenStatus(status)).map((s) => s.id));
  return steps.find((step) => step.status === 'pending' && !step.dependencies.some((id) => open.has(id)));
}
