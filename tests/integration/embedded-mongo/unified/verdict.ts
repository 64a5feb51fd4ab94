import { KNOWN_FAILURES } from './known-failures.ts';
import type { Result } from './runner.ts';

type Known = (typeof KNOWN_FAILURES)[number];

function tells(known: Known, { name, reason }: Result): boolean {
  return 'name' in known ? known.name.test(name) : known.reason.test(reason ?? '');
}

/** Failures nobody knew of, and tests that pass though they are said to fail. */
export function surprises(results: readonly Result[]): Result[] {
  return results.filter((result) => {
    const known = KNOWN_FAILURES.some((each) => tells(each, result));
    return result.outcome === 'failed' ? !known : result.outcome === 'passed' && known;
  });
}

/** Known failures that explain nothing in the results of all suites. */
export function stale(results: readonly Result[]): Known[] {
  return KNOWN_FAILURES.filter((known) => !results.some((each) => each.outcome === 'failed' && tells(known, each)));
}
