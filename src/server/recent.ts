import { LRUCache } from 'lru-cache';
import type { Recent } from './ports/index.ts';

/** What was read so fast is found out anew each time. */
const fewRows = 2000;
const longestMs = 60_000;

interface Kept {
  found: unknown;
}

/**
 * A memory of one process for what takes long to find out. A row takes some 50 µs to read and is kept for a millisecond:
 * a twentieth of the time at most goes into finding out the same thing again and again.
 */
export function createRecent(time: { now(): number } = performance): Recent {
  const kept = new LRUCache<string, Kept>({ max: 1000, perf: time, ttlResolution: 0 });
  return {
    async of<Found>(key: string, find: () => Promise<{ found: Found; rows: number }>): Promise<Found> {
      const known = kept.get(key);
      if (known) return known.found as Found;
      const { found, rows } = await find();
      if (rows >= fewRows) kept.set(key, { found }, { ttl: Math.min(rows, longestMs) });
      return found;
    },
  };
}
