import { join } from 'node:path';

/** The folder of the project. */
export const root = join(import.meta.dirname, '../..');

/** Where the scripts keep what can be made again at any time. */
export const cache = join(root, 'node_modules/.cache/throughline');
