import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Running, start } from '../../../src/server/embedded-mongo/index.ts';
import { runSuite, SPECIFICATIONS, suites } from './unified/runner.ts';
import { surprises } from './unified/verdict.ts';

const found = suites();

/** Suites quick enough for every run; `npm run test:mongo-spec` runs all of them. */
const QUICK = ['crud', 'index-management', 'collection-management', 'sessions'];

describe.skipIf(found.length === 0)(`MongoDB's specification tests (${SPECIFICATIONS})`, () => {
  let server: Running;
  let path: string;

  beforeAll(async () => {
    path = mkdtempSync(join(tmpdir(), 'mongo-spec-'));
    server = await start({ path, testCommands: true });
  });

  afterAll(async () => {
    await server.close();
    rmSync(path, { recursive: true, force: true });
  });

  test.each(found.filter((suite) => QUICK.includes(suite)))('%s: only what is known fails', async (suite) => {
    const results = await runSuite(suite, server.uri);
    const passed = results.filter(({ outcome }) => outcome === 'passed').length;
    expect(surprises(results)).toEqual([]);
    expect(passed).toBeGreaterThan(0);
  });
});
