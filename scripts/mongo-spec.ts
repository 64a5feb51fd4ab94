/**
 * Runs MongoDB's unified specification tests against the embedded database and prints passed, failed and skipped for each
 * suite: `node scripts/mongo-spec.ts [suite] [file name part] [--verbose]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../src/server/embedded-mongo/index.ts';
import { runSuite, SPECIFICATIONS, suites } from '../tests/integration/embedded-mongo/unified/runner.ts';

const [only, file] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const verbose = process.argv.includes('--verbose');
const found = suites();
if (found.length === 0) console.log(`No specification tests at ${SPECIFICATIONS}: nothing to run.`);
let failures = 0;
for (const suite of found.filter((name) => !only || name === only)) {
  const path = mkdtempSync(join(tmpdir(), 'mongo-spec-'));
  const server = await start({ path, testCommands: true });
  try {
    const results = await runSuite(suite, server.uri, file);
    const count = (outcome: string): number => results.filter((result) => result.outcome === outcome).length;
    console.log(`${suite}: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
    for (const { name, outcome, reason } of results) {
      if (outcome === 'failed' || (verbose && outcome === 'skipped'))
        console.log(`  ${outcome} ${name}\n    ${reason ?? ''}`);
    }
    failures += count('failed');
  } finally {
    await server.close();
    rmSync(path, { recursive: true, force: true });
  }
}
process.exitCode = failures > 0 ? 1 : 0;
