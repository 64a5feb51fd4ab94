import { join, resolve } from 'node:path';

/** What brings a backup back, to be run where the project is; names the data folder where it is not the usual one. */
export function restoreCommand(dataDir: string, file: string): string {
  const isUsual = resolve(dataDir) === resolve('.data');
  const path = join(isUsual ? '.data' : resolve(dataDir), 'backups', file);
  const folder = isUsual ? '' : `DATA_DIR=${quoted(resolve(dataDir))} `;
  return `${folder}npm run restore -- ${quoted(path)} --replace`;
}

/** As a shell takes it for one word. */
const quoted = (word: string): string => (/^[\w./<>-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
