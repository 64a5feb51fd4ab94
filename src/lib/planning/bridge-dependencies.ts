interface Waiting {
  id: string;
  dependencies: readonly string[];
}

/**
 * What a step waits for among those that stay: in place of one that is gone stands what that one waited for, and so on.
 * @param steps the plan the step's dependencies are of, with those that are gone
 */
export function bridgeDependencies(
  step: Waiting,
  steps: ReadonlyMap<string, Waiting>,
  stays: (id: string) => boolean,
): string[] {
  const found = new Set<string>();
  const seen = new Set([step.id]);
  const queue = [...step.dependencies];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (stays(id)) found.add(id);
    else queue.push(...(steps.get(id)?.dependencies ?? []));
  }
  return [...found];
}
