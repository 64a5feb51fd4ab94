import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './root.ts';

/** `content`: the types of the content collections, which the site's build makes. */
export type Need = 'chromium' | 'build' | 'content';

/** A part of `npm test`. */
export interface Step {
  name: string;
  /** Commands of installed packages (or scripts) with their arguments; all are run. */
  commands: string[][];
  /** What has to be there before. */
  needs?: Need[];
  /** Where its tests are counted; a step without tests has none. */
  counts?: () => Counts;
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Where vitest and Playwright (see its configuration) leave their results. */
export const reports = join(cache, 'reports');
const vitestReport = join(reports, 'vitest.json');

function vitest(name: string, projects: string[], extra: string[] = []): Step {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
  return {
    name,
    commands: [['vitest', 'run', ...projects.flatMap((project) => ['--project', project]), ...report, ...extra]],
    needs: projects.includes('integration') ? ['chromium', 'build'] : ['chromium'],
    counts: vitestCounts,
  };
}

const all = ['unit', 'integration', 'browser'];

/** Checks that print only when they fail; several run at once. */
export const checks: Step[] = [
  {
    name: 'types',
    commands: [
      ...['.', 'src/components', 'tests/browser'].map((project) => ['tsc', '--noEmit', '-p', project]),
      ['astro', 'check', '--tsconfig', 'tsconfig.astro.json'],
    ],
    needs: ['content'],
  },
  { name: 'lint', commands: [['oxlint'], ['eslint', '.']], needs: ['content'] },
  { name: 'format', commands: [['prettier', '--check', '.']] },
  { name: 'lockfile', commands: [['scripts/check-lockfile.ts']] },
];

/** Steps that run alone and show their progress. */
export const suites: Step[] = [
  vitest('vitest', all),
  vitest('browser', ['browser']),
  vitest('coverage', all, ['--coverage']),
  { name: 'e2e', commands: [['playwright', 'test']], needs: ['chromium', 'build'], counts: playwrightCounts },
];

/** What a plain `npm test` runs. */
export const everything = ['types', 'lint', 'format', 'lockfile', 'vitest', 'e2e'];

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

function vitestCounts(): Counts {
  const report = JSON.parse(readFileSync(vitestReport, 'utf8')) as VitestReport;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function playwrightCounts(): Counts {
  const { stats, errors } = JSON.parse(readFileSync(join(reports, 'playwright.json'), 'utf8')) as PlaywrightReport;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}
