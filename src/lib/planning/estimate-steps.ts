const longest = 80 * 60;
const shortest = 5;

/** What estimates are rounded to around so many minutes: nobody knows a day's work to the minute. */
const grain = (minutes: number): number => (minutes < 60 ? 5 : minutes < 240 ? 15 : minutes < 960 ? 30 : 60);

const within = (minutes: number): number => Math.min(longest, Math.max(shortest, minutes));

/** The nearest sensible estimate, in minutes. */
export function snapEstimate(minutes: number): number {
  const size = grain(minutes);
  return within(Math.round(minutes / size) * size);
}

/** The next sensible estimate up (1) or down (-1), in minutes. */
export function nextEstimate(minutes: number, direction: 1 | -1): number {
  const size = grain(direction === 1 ? minutes : minutes - 1);
  const next = direction === 1 ? Math.floor(minutes / size) + 1 : Math.ceil(minutes / size) - 1;
  return within(next * size);
}

export const estimateBounds = { shortest, longest } as const;
