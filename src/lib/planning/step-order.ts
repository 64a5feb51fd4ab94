import type { Subtask } from '../contracts/task.ts';

type Placed = Pick<Subtask, 'id' | 'title' | 'dependencies'>;

/** Ids of all steps that wait for `stepId`, directly or through others: none of them may come before it. */
export function dependants(steps: readonly Pick<Placed, 'id' | 'dependencies'>[], stepId: string): Set<string> {
  const found = new Set<string>();
  const queue = [stepId];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const step of steps) {
      if (!step.dependencies.includes(id) || found.has(step.id)) continue;
      found.add(step.id);
      queue.push(step.id);
    }
  }
  return found;
}

/**
 * The steps with one of them at another place: their ids in order, or why it cannot stand there. Null when there is no
 * such step or place.
 */
export function movedOrder(
  steps: readonly Placed[],
  stepId: string,
  place: number,
): { title: string; ids: string[] } | { refused: string } | null {
  const step = steps.find(({ id }) => id === stepId);
  if (!step || place < 0 || place >= steps.length) return null;
  const ids = steps.map(({ id }) => id).filter((id) => id !== stepId);
  ids.splice(place, 0, stepId);
  const behind = dependants(steps, stepId);
  const early =
    step.dependencies.some((id) => ids.indexOf(id) > place) || ids.slice(0, place).some((id) => behind.has(id));
  if (!early) return { title: step.title, ids };
  return { refused: `“${step.title}” cannot stand there: a step must come after what it waits for.` };
}
