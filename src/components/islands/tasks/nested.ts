import type { TaskCard } from '../../../lib/contracts/task-views.ts';

export interface NestedTask {
  task: TaskCard;
  /** 0 for a task whose parent is not shown. */
  depth: number;
}

/** Tasks with their parts below them, each part after what comes before it in the list. A circle loses nobody. */
export function nested(tasks: readonly TaskCard[]): NestedTask[] {
  const shown = new Set(tasks.map(({ id }) => id));
  const parts = Map.groupBy(tasks, ({ parent }) => (parent && shown.has(parent.id) ? parent.id : null));
  const placed = new Set<string>();
  const below = (id: string | null, depth: number): NestedTask[] =>
    (parts.get(id) ?? []).flatMap((task) => {
      if (placed.has(task.id)) return [];
      placed.add(task.id);
      return [{ task, depth }, ...below(task.id, depth + 1)];
    });
  const rows = below(null, 0);
  return [...rows, ...tasks.filter(({ id }) => !placed.has(id)).map((task) => ({ task, depth: 0 }))];
}
