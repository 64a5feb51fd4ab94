const dayMs = 24 * 60 * 60 * 1000;
const months = new Map<number, string>();

/** `2026-12`, UTC. */
export function monthOf(time: number): string {
  const day = Math.floor(time / dayMs);
  let month = months.get(day);
  if (month === undefined) months.set(day, (month = new Date(time).toISOString().slice(0, 7)));
  return month;
}
