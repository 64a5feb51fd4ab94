type Sorted = readonly number[] | Float64Array;

/** The value in the middle; of an even number of values the mean of the two there. Sorted upwards; NaN of none. */
export function medianOf(sorted: Sorted): number {
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** The least value that at least such a share (0–1) of all values do not exceed (nearest rank). Sorted upwards. */
export const rankOf = (sorted: Sorted, share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;

/** The arithmetic mean; sums of milliseconds stay exact below 2^53. */
export function averageOf(values: Sorted): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** A share of a whole, 0–1; null when there is no whole. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
