import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const lines = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8').split('\n');

/** What .env.example shows for each variable: its default, an example, or nothing. */
export const documented = new Map(
  lines.flatMap((line) => {
    const [, name, value] = /^(?:# )?([A-Z][A-Z_]*)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value ?? ''] as const];
  }),
);

export const documentedNames = [...documented.keys()];

/** Whether each line that names a variable is a comment, so that a plain copy changes nothing. */
export const allCommented = lines.every((line) => line === '' || line.startsWith('#'));
