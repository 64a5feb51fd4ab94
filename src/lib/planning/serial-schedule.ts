import { topologicalOrder } from './graph.ts';
import type { Network } from './network.ts';

export interface ActivitySchedule {
  starts: number[];
  finishes: number[];
  makespan: number;
}

interface Stretch {
  start: number;
  end: number;
}

/**
 * The serial schedule-generation scheme: activities are taken in the order of the list, each at the earliest time at
 * which what it waits for is finished and its person has a free stretch long enough
 * (R. Kolisch: Serial and parallel resource-constrained project scheduling methods revisited, 1996).
 *
 * @param list every activity once, after all those it depends on
 */
export function serialSchedule(network: Network, list: readonly number[]): ActivitySchedule {
  const starts = network.durations.map(() => 0);
  const finishes = network.durations.map(() => 0);
  const busy = new Map<string, Stretch[]>();
  for (const activity of list) {
    const person = network.people[activity]!;
    const taken = busy.get(person) ?? [];
    const ready = Math.max(
      network.releases[activity]!,
      ...network.dependencies[activity]!.map((dependency) => finishes[dependency]!),
    );
    const start = earliestFit(taken, ready, network.durations[activity]!);
    starts[activity] = start;
    finishes[activity] = start + network.durations[activity]!;
    taken.push({ start, end: finishes[activity] });
    taken.sort((a, b) => a.start - b.start || a.end - b.end);
    busy.set(person, taken);
  }
  return { starts, finishes, makespan: Math.max(0, ...finishes) };
}

function earliestFit(taken: readonly Stretch[], ready: number, duration: number): number {
  let start = ready;
  for (const stretch of taken) {
    if (start + duration <= stretch.start) break;
    start = Math.max(start, stretch.end);
  }
  return start;
}

/**
 * The dependencies together with the sequence in which each person works in a schedule, so that the critical-path
 * method can tell what slack is really left (the critical sequence of J. D. Wiest, 1964).
 */
export function withPersonSequence(network: Network, { starts, finishes }: ActivitySchedule): number[][] {
  const last = new Map<string, number>();
  const dependencies = network.dependencies.map((list) => new Set(list));
  // In topological order first, so that among activities that take no time the one waited for stays in front.
  const byStart = topologicalOrder(network.dependencies).sort(
    (a, b) => starts[a]! - starts[b]! || finishes[a]! - finishes[b]!,
  );
  for (const activity of byStart) {
    const person = network.people[activity]!;
    const previous = last.get(person);
    if (previous !== undefined) dependencies[activity]!.add(previous);
    last.set(person, activity);
  }
  return dependencies.map((list) => [...list]);
}
