/**
 * Runs MongoDB's unified specification tests against the embedded database and prints passed, failed and skipped for each
 * suite: `node scripts/mongo-spec.ts [suite] [file name part] [--verbose]`. Ends with 1 when a test fails that is not among
 * the known failures, or when one of those is none any more.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../src/server/embedded-mongo/index.ts';
import { type Result, runSuite, SPECIFICATIONS, suites } from '../tests/integration/embedded-mongo/unified/runner.ts';
import { stale, surprises } from '../tests/integration/embedded-mongo/unified/verdict.ts';

const [only, file] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const verbose = process.argv.includes('--verbose');
const found = suites();
if (found.length === 0) console.log(`No specification tests at ${SPECIFICATIONS}: nothing to run.`);
const all: Result[] = [];
for (const suite of found.filter((name) => !only || name === only)) {
  const results = await ofSuite(suite);
  all.push(...results);
  console.log(`${suite}: ${counts(results)}`);
  for (const { name, outcome, reason } of results) {
    if (verbose && outcome !== 'passed') console.log(`  ${outcome} ${name}\n    ${reason ?? ''}`);
  }
}
if (found.length > 0) console.log(`together: ${counts(all)}`);
const unexpected = surprises(all);
if (unexpected.length === 0) console.log('All failures are known ones.');
for (const { name, outcome, reason } of unexpected) console.log(`unexpectedly ${outcome}: ${name}\n  ${reason ?? ''}`);
const outdated = found.length > 0 && !only ? stale(all) : [];
for (const { because } of outdated) console.log(`explains no failure any more: ${because}`);
process.exitCode = unexpected.length + outdated.length > 0 ? 1 : 0;

async function ofSuite(suite: string): Promise<Result[]> {
  const path = mkdtempSync(join(tmpdir(), 'mongo-spec-'));
  const server = await start({ path, testCommands: true });
  try {
    return await runSuite(suite, server.uri, file);
  } finally {
    await server.close();
    rmSync(path, { recursive: true, force: true });
  }
}

function counts(results: Result[]): string {
  const count = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}
