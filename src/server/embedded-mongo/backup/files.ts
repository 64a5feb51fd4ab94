import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Puts a finished file in its place at once, whatever happens to the machine meanwhile. */
export function putInPlace(finished: string, place: string): void {
  sync(finished);
  renameSync(finished, place);
  // Windows cannot open a directory, and has no need to.
  if (process.platform !== 'win32') sync(dirname(place));
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes a database file, if it is there, with the journals SQLite may have left beside it. */
export function discard(file: string): void {
  rmSync(file, { force: true });
  discardJournals(file);
}

export function discardJournals(file: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}
