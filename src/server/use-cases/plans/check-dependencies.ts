import { invalid } from '../../../lib/domain/errors.ts';
import { findDependencyCycle } from '../../../lib/planning/check-dependencies.ts';
import type { SubtaskRecord } from '../../records/index.ts';

/**
 * Refuses dependencies a plan cannot have: on an unknown step, on itself, or in a circle.
 * @param pathOf the request's path of a subtask's dependencies, for the error; '' when the request did not name them
 * @throws ProblemError `validation_failed` naming that path
 */
export function checkDependencies(
  subtasks: readonly SubtaskRecord[],
  pathOf: (subtaskId: string) => string = () => 'dependencies',
): void {
  const titles = new Map(subtasks.map((subtask) => [subtask.id, subtask.title]));
  for (const { id, dependencies } of subtasks) {
    dependencies.forEach((dependency, index) => {
      const path = `${pathOf(id)}.${index}`;
      if (dependency === id) throw invalid(path, 'a step cannot wait for itself');
      if (!titles.has(dependency)) throw invalid(path, 'there is no such step in this plan');
    });
  }
  const cycle = findDependencyCycle(subtasks);
  if (!cycle) return;
  const names = [...cycle, ...cycle.slice(0, 1)].map((id) => `“${titles.get(id) ?? id}”`);
  throw invalid(pathOf(cycle[0] ?? ''), `the steps would wait for each other in a circle: ${names.join(' → ')}`);
}
