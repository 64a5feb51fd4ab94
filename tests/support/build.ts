import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureBuilt } from '../../scripts/lib/build.ts';
import { cache } from '../../scripts/lib/root.ts';

const lock = join(cache, 'build.lock');
/** A build takes some twenty seconds; a lock this old was left behind. */
const staleMs = 5 * 60_000;

/** Builds the product if its sources changed; test files that run at once wait for one build. */
export async function built(): Promise<void> {
  mkdirSync(cache, { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (lockAge() > staleMs) rmSync(lock, { recursive: true, force: true });
      await pause(200);
    }
  }
  try {
    await ensureBuilt();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function lockAge(): number {
  try {
    return Date.now() - statSync(lock).mtimeMs;
  } catch {
    return 0;
  }
}
