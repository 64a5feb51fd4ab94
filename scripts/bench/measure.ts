/** One line of the table. */
export interface Row {
  what: string;
  measured: string;
  aim?: string;
}

/** Runs `work` `times` times, one after another. Returns the durations in milliseconds. */
export async function timed(times: number, work: (i: number) => Promise<unknown>): Promise<number[]> {
  const durations = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await work(i);
    durations.push(performance.now() - start);
  }
  return durations;
}

/** The value below which `share` (0–1) of the values lie (nearest rank). */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Median and 95th percentile, for the table. */
export function summary(values: number[]): string {
  return `p50 ${percentile(values, 0.5).toFixed(1)} ms, p95 ${percentile(values, 0.95).toFixed(1)} ms`;
}
