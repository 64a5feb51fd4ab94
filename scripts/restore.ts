// npm run restore -- <file> [--replace]: makes the embedded database of a backup, while Throughline is stopped.
import { parseArgs } from 'node:util';
import { restore } from '../src/server/embedded-mongo/index.ts';
import { attempt, embeddedDatabase, namedFile } from './lib/backups.ts';
import { main } from './lib/foreground.ts';

await main(async () => {
  const path = embeddedDatabase('mongorestore');
  const { values, positionals } = parseArgs({
    options: { replace: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const from = namedFile(positionals, 'npm run restore -- <file> [--replace]');
  const hint = 'Nothing was changed. A running Throughline must be stopped first; --replace gives up what is there';
  await attempt(() => restore({ from, path, replace: values.replace }), hint);
  console.log(`Restored ${from}.`);
});
