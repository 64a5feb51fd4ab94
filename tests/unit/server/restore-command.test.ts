import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { restoreCommand } from '../../../src/server/backups/restore-command.ts';

const file = 'throughline-2026-11-27T18-04-05Z.db';

test.each([
  ['.data', `npm run restore -- .data/backups/${file} --replace`],
  [resolve('.data'), `npm run restore -- .data/backups/${file} --replace`],
  ['/srv/crm', `DATA_DIR=/srv/crm npm run restore -- /srv/crm/backups/${file} --replace`],
  ["/srv/it's here", `DATA_DIR='/srv/it'\\''s here' npm run restore -- '/srv/it'\\''s here/backups/${file}' --replace`],
])('with data in %s', (folder, command) => {
  expect(restoreCommand(folder, file)).toBe(command);
});
