import { criticalPath } from './critical-path.ts';
import { successors, topologicalOrder } from './graph.ts';
import type { Network } from './network.ts';

/** Orders in which work may be taken up; each gives every activity a rank, the lowest comes first. */
export type PriorityRule =
  | 'listed'
  | 'latest_start'
  | 'latest_finish'
  | 'least_slack'
  | 'most_successors'
  | 'greatest_rank_positional_weight'
  | 'longest'
  | 'shortest';

export const PRIORITY_RULES: readonly PriorityRule[] = [
  'latest_start',
  'latest_finish',
  'least_slack',
  'most_successors',
  'greatest_rank_positional_weight',
  'longest',
  'shortest',
  'listed',
];

/** The activities in the order of a rule, each after what it depends on; ties go to the one listed first. */
export function listByRule(network: Network, rule: PriorityRule): number[] {
  return listByRank(network, ranks(network, rule));
}

/** Of the activities whose dependencies are in the list, the one with the lowest rank is always next. */
export function listByRank(network: Network, rank: readonly number[]): number[] {
  const waitingFor = network.dependencies.map((list) => new Set(list).size);
  const followers = successors(network.dependencies);
  const urgency = rank.map((value, activity) => (network.underWay[activity] ? -Infinity : value));
  const ready = waitingFor.flatMap((count, activity) => (count === 0 ? [activity] : []));
  const list: number[] = [];
  while (ready.length > 0) {
    ready.sort((a, b) => urgency[a]! - urgency[b]! || a - b);
    const next = ready.shift()!;
    list.push(next);
    for (const follower of followers[next]!) {
      const left = waitingFor[follower]! - 1;
      waitingFor[follower] = left;
      if (left === 0) ready.push(follower);
    }
  }
  return list;
}

function ranks(network: Network, rule: PriorityRule): number[] {
  const { durations, dependencies, releases } = network;
  const times = () => criticalPath(durations, dependencies, releases).activities;
  switch (rule) {
    case 'listed':
      return durations.map((_, activity) => activity);
    case 'latest_start':
      return times().map((activity) => activity.latestStart);
    case 'latest_finish':
      return times().map((activity) => activity.latestFinish);
    case 'least_slack':
      return times().map((activity) => activity.totalSlack);
    case 'most_successors':
      return allSuccessors(network).map((set) => -set.size);
    case 'greatest_rank_positional_weight':
      return positionalWeights(network).map((weight) => -weight);
    case 'longest':
      return durations.map((duration) => -duration);
    case 'shortest':
      return [...durations];
  }
}

/** An activity's own duration and those that directly wait for it (Alvarez-Valdés and Tamarit 1989). */
function positionalWeights({ durations, dependencies }: Network): number[] {
  return successors(dependencies).map(
    (followers, activity) => durations[activity]! + followers.reduce((sum, follower) => sum + durations[follower]!, 0),
  );
}

function allSuccessors({ dependencies }: Network): Set<number>[] {
  const direct = successors(dependencies);
  const all = direct.map((followers) => new Set(followers));
  for (const activity of topologicalOrder(dependencies).toReversed()) {
    for (const follower of direct[activity]!) for (const further of all[follower]!) all[activity]!.add(further);
  }
  return all;
}
