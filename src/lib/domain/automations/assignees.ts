/** A member work can be given to. */
export interface Candidate {
  id: string;
  /** Open tasks or deals the member has. */
  open: number;
  /** When something was last given to the member this way; null for never. */
  lastAssignedAt: Date | null;
}

const time = (at: Date | null): number => at?.getTime() ?? -Infinity;
const byId = (one: { id: string }, other: { id: string }): number =>
  one.id < other.id ? -1 : one.id > other.id ? 1 : 0;

/**
 * Who has the least to do; of those with equally little, who waited longest. Null when there is nobody. The same
 * candidates give the same member, in whatever order they come.
 */
export function leastLoaded(candidates: readonly Candidate[]): string | null {
  const [first] = candidates.toSorted(
    (one, other) =>
      one.open - other.open || Math.sign(time(one.lastAssignedAt) - time(other.lastAssignedAt)) || byId(one, other),
  );
  return first?.id ?? null;
}

/**
 * Who is next when all take turns; `last` had the turn before, and may be gone meanwhile. Null when there is nobody.
 * Turns follow the ids, so that a new member joins in and nobody is passed over.
 */
export function nextInTurn(candidates: readonly Pick<Candidate, 'id'>[], last: string | null): string | null {
  const inOrder = candidates.toSorted(byId);
  const next = last === null ? undefined : inOrder.find(({ id }) => id > last);
  return (next ?? inOrder[0])?.id ?? null;
}
