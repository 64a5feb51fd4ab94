import { closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const fdatasyncLater = promisify(fdatasync);

/**
 * Waits for SQLite's log to be on disk, beside the event loop. SQLite itself would wait within each commit, and nobody
 * could read meanwhile; of a log that a crash cut off it keeps the whole commits before the cut, whoever waited for them.
 */
export class Disk {
  readonly #log: number;

  /** The log is there from the first commit until the last connection is closed. */
  constructor(log: string) {
    this.#log = openSync(log, 'r+');
    fdatasyncSync(this.#log);
    syncFolder(dirname(log));
  }

  /** Resolves when all that was committed before the call is on disk; rejects when that is not certain. */
  sync(): Promise<void> {
    return fdatasyncLater(this.#log);
  }

  close(): void {
    closeSync(this.#log);
  }
}

/** A new file is there after a crash only when its folder was written, too. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return; // it opens no folders
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
