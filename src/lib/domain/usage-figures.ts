import type { UsageFigures } from '../contracts/ai-usage.ts';

const nothing: UsageFigures = { requests: 0, promptTokens: 0, completionTokens: 0, cost: 0, unpriced: 0 };

/** The figures of several groups of requests together. */
export const sumUp = (groups: readonly UsageFigures[]): UsageFigures =>
  groups.reduce<UsageFigures>(
    (sum, group) => ({
      requests: sum.requests + group.requests,
      promptTokens: sum.promptTokens + group.promptTokens,
      completionTokens: sum.completionTokens + group.completionTokens,
      cost: sum.cost + group.cost,
      unpriced: sum.unpriced + group.unpriced,
    }),
    nothing,
  );

/** The figures for each key that occurs. */
export function sumBy<Group extends UsageFigures, Key>(
  groups: readonly Group[],
  keyOf: (group: Group) => Key,
): { key: Key; figures: UsageFigures }[] {
  return [...Map.groupBy(groups, keyOf)].map(([key, members]) => ({ key, figures: sumUp(members) }));
}

const dayMs = 24 * 60 * 60 * 1000;

/** The days (UTC, ISO dates) that a range touches; `to` is not part of it. */
export function daysBetween(from: Date, to: Date): string[] {
  const first = Math.floor(from.getTime() / dayMs);
  const end = Math.ceil(to.getTime() / dayMs);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) =>
    new Date((first + index) * dayMs).toISOString().slice(0, 10),
  );
}
