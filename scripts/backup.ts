// npm run backup -- <file>: copies the embedded database into one new file, also while Throughline is running.
import { backUp } from '../src/server/embedded-mongo/index.ts';
import { attempt, embeddedDatabase, namedFile } from './lib/backups.ts';
import { main } from './lib/foreground.ts';

await main(async () => {
  const path = embeddedDatabase('mongodump');
  const to = namedFile(process.argv.slice(2), 'npm run backup -- <file>');
  const bytes = await attempt(() => backUp({ path, to }));
  console.log(`Backed up to ${to} (${(bytes / 2 ** 20).toFixed(1)} MB).`);
});
