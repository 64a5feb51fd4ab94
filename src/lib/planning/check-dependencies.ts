import { findCycle } from './graph.ts';

/**
 * The ids along one circle of dependencies, each waiting for the next and the last for the first; null when there is
 * none. Ids that no subtask has are ignored.
 */
export function findDependencyCycle(
  subtasks: readonly { id: string; dependencies: readonly string[] }[],
): string[] | null {
  const position = new Map(subtasks.map((subtask, index) => [subtask.id, index]));
  const lists = subtasks.map((subtask) => subtask.dependencies.flatMap((id) => position.get(id) ?? []));
  return findCycle(lists)?.map((index) => subtasks[index]!.id) ?? null;
}
