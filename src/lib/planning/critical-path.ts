import { successors, topologicalOrder, type DependencyLists } from './graph.ts';

/** The times of one activity, in the unit of the durations, from the start of the project. */
export interface ActivityTimes {
  earliestStart: number;
  earliestFinish: number;
  latestStart: number;
  latestFinish: number;
  /** How far it may slip without moving the project's end. */
  totalSlack: number;
  critical: boolean;
}

export interface CriticalPath {
  activities: ActivityTimes[];
  /** The length of the longest path. */
  duration: number;
}

/**
 * The critical-path method: a forward pass for the earliest times, a backward pass for the latest
 * (J. E. Kelley, M. R. Walker: Critical-path planning and scheduling, 1959).
 *
 * @param durations one per activity, not negative
 * @param dependencies for each activity the indexes of those that must be finished before
 * @param releases the earliest time at which each may start; default 0
 * @throws {RangeError} when the dependencies form a cycle
 */
export function criticalPath(
  durations: readonly number[],
  dependencies: DependencyLists,
  releases: readonly number[] = [],
): CriticalPath {
  const order = topologicalOrder(dependencies);
  if (order.length !== durations.length) throw new RangeError('The dependencies form a cycle or name no activity');

  const earliestStart = durations.map(() => 0);
  for (const activity of order) {
    const ready = dependencies[activity]!.map((dependency) => earliestStart[dependency]! + durations[dependency]!);
    earliestStart[activity] = Math.max(releases[activity] ?? 0, 0, ...ready);
  }
  const duration = Math.max(0, ...durations.map((length, activity) => earliestStart[activity]! + length));

  const followers = successors(dependencies);
  const latestFinish = durations.map(() => duration);
  for (const activity of order.toReversed()) {
    const limits = followers[activity]!.map((follower) => latestFinish[follower]! - durations[follower]!);
    latestFinish[activity] = Math.min(duration, ...limits);
  }

  const activities = durations.map((length, activity): ActivityTimes => {
    const latestStart = latestFinish[activity]! - length;
    const totalSlack = latestStart - earliestStart[activity]!;
    return {
      earliestStart: earliestStart[activity]!,
      earliestFinish: earliestStart[activity]! + length,
      latestStart,
      latestFinish: latestFinish[activity]!,
      totalSlack,
      // Durations may be fractions of minutes, whose sums carry rounding dust.
      critical: totalSlack < 1e-6,
    };
  });
  return { activities, duration };
}
