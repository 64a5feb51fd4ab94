/** Two looks at the page within this time are one visit. */
const oneVisitMs = 30 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;
/** Longer ago nobody remembers. */
const longestMs = 60 * dayMs;

interface Visits {
  /** When the visit before this one ended; a day ago where nothing is known. */
  since: Date;
  /** What to keep for the next time. */
  kept: string;
}

/** When someone was here last, from what was kept (`<end of the visit before>~<last look>`, milliseconds). */
export function visitsFrom(kept: string | undefined, now: Date): Visits {
  const time = now.getTime();
  const [before = 0, last = 0] = (kept ?? '').split('~').map(Number);
  const known = (at: number) => (at > time - longestMs && at <= time ? at : time - dayMs);
  const since = known(time - last > oneVisitMs ? last : before);
  return { since: new Date(since), kept: `${since}~${time}` };
}
