import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from '../env.ts';
import type { Backup, Backups } from '../ports/index.ts';
import { restoreCommand } from './restore-command.ts';

const nameForm = /^throughline-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z\.db$/;
const run = promisify(execFile);

const timeIn = (name: string): Date => new Date(name.slice(12, -3).replace(/T(\d{2})-(\d{2})-/, 'T$1:$2:'));

/** `throughline-2026-11-27T18-04-05Z.db` */
const nameAt = (at: Date): string => `throughline-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`;

/** Backups of the embedded database in DATA_DIR/backups; none where another database is used. */
export function createBackups({ DATA_DIR, EMBEDDED_DATABASE }: Environment): Backups {
  const folder = resolve(DATA_DIR, 'backups');

  async function find(name: string): Promise<Backup | null> {
    if (!nameForm.test(name)) return null;
    const found = await stat(join(folder, name)).catch(() => null);
    return found && { name, size: found.size, createdAt: timeIn(name) };
  }

  return {
    available: EMBEDDED_DATABASE !== undefined,
    async list() {
      const names = await readdir(folder).catch(() => []);
      const found = await Promise.all(names.map(find));
      return found.filter((backup) => backup !== null).toSorted((one, other) => other.name.localeCompare(one.name));
    },
    async make(at, signal) {
      if (EMBEDDED_DATABASE === undefined) throw new Error('There is no embedded database to back up');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = nameAt(at);
      // A process of its own: the whole database is read to seal the copy, and others must not wait for that.
      const cli = join(process.cwd(), 'src/server/embedded-mongo/cli.ts');
      const to = join(folder, name);
      await run(process.execPath, [cli, 'backup', '--path', EMBEDDED_DATABASE, '--to', to], { signal });
      const made = await find(name);
      if (!made) throw new Error('The backup was not made');
      return made;
    },
    async read(name) {
      const backup = await find(name);
      return backup && { size: backup.size, bytes: createReadStream(join(folder, name)) as AsyncIterable<Uint8Array> };
    },
    async remove(name) {
      if (!(await find(name))) return false;
      await rm(join(folder, name), { force: true });
      return true;
    },
    restoreCommand: (name) => restoreCommand(DATA_DIR, name),
  };
}
