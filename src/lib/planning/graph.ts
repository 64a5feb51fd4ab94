/** Small graph helpers over dependency lists: `dependencies[i]` holds the indexes that node `i` waits for. */

export type DependencyLists = readonly (readonly number[])[];

/**
 * Topological order (Kahn 1962) that stays as close to the listed order as it can: of the nodes that are ready the
 * one listed first comes next. Nodes on a cycle, and those behind one, are missing from the answer.
 */
export function topologicalOrder(dependencies: DependencyLists): number[] {
  const waitingFor = dependencies.map((list) => new Set(list).size);
  const followers = successors(dependencies);
  const ready = waitingFor.flatMap((count, node) => (count === 0 ? [node] : []));
  const order: number[] = [];
  while (ready.length > 0) {
    const node = ready.splice(ready.indexOf(Math.min(...ready)), 1)[0]!;
    order.push(node);
    for (const follower of followers[node]!) {
      const left = waitingFor[follower]! - 1;
      waitingFor[follower] = left;
      if (left === 0) ready.push(follower);
    }
  }
  return order;
}

/** The reverse lists: for each node the nodes that wait for it, each once, in listed order. */
export function successors(dependencies: DependencyLists): number[][] {
  const lists: number[][] = dependencies.map(() => []);
  dependencies.forEach((list, node) => {
    for (const dependency of new Set(list)) lists[dependency]?.push(node);
  });
  return lists;
}

/** One cycle as the nodes along it, each waiting for the next and the last for the first; null when there is none. */
export function findCycle(dependencies: DependencyLists): number[] | null {
  const sorted = new Set(topologicalOrder(dependencies));
  let node = dependencies.findIndex((_, index) => !sorted.has(index));
  if (node < 0) return null;
  const trail: number[] = [];
  const seenAt = new Map<number, number>();
  // A node outside the topological order always waits for another one outside it, so the walk must come round.
  while (!seenAt.has(node)) {
    seenAt.set(node, trail.length);
    trail.push(node);
    node = dependencies[node]!.find((dependency) => !sorted.has(dependency))!;
  }
  return trail.slice(seenAt.get(node));
}
