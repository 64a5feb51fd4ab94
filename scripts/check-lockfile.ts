// npm run check:lockfile: whether package-lock.json installs on every platform, from any registry.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, type Lockfile } from './lib/lockfile.ts';
import { root } from './lib/root.ts';

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(root, name), 'utf8'));
}

const faults = faultsOf(read('package-lock.json') as Lockfile, read('package.json') as Record<string, never>);
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(
    '\npackage-lock.json is not complete for every platform; choose versions whose binaries are all there.',
  );
  process.exitCode = 1;
}
